import type { Link } from "./open.ts";

/** The file itself, by its short link: a picture, or the browser's own PDF viewer. */
export function Preview({ link }: { link: Link }) {
  if (link.contentType === "application/pdf")
    return (
      // No browser shows a PDF in a sandboxed frame. The file comes from the storage's own origin, and its type is fixed.
      // oxlint-disable-next-line react/iframe-missing-sandbox
      <iframe
        src={`${link.url}#navpanes=0&view=FitH`}
        title={`Preview of ${link.name}`}
        className="h-[65dvh] w-full rounded-md border border-line bg-sunken"
      />
    );
  return (
    <div className="flex max-h-[65dvh] justify-center overflow-auto rounded-md border border-line bg-sunken">
      <img src={link.url} alt={`Preview of ${link.name}`} className="max-w-full object-contain" />
    </div>
  );
}
