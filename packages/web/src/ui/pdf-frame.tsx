import { ExternalLink } from "lucide-react";
import { buttonStyle } from "./button.tsx";
import { Notice } from "./status/notice.tsx";
import { SkeletonRows } from "./status/skeleton.tsx";

/** What the API says of a PDF: there, being made, or not to be made. */
export type PdfState =
  | { status: "ready"; url: string }
  | { status: "preparing" }
  | { status: "failed"; reason: string };

/** A PDF inside a page, and the way to open it by itself: not every browser shows one in a frame. */
export function PdfFrame({ pdf, title }: { pdf: PdfState; title: string }) {
  if (pdf.status === "preparing")
    return (
      <div className="p-4">
        <p className="text-muted">The PDF is being made.</p>
        <SkeletonRows count={4} label="Making the PDF" />
      </div>
    );
  if (pdf.status === "failed")
    return (
      <Notice kind="bad" live className="m-3">
        {pdf.reason}
      </Notice>
    );
  return (
    <>
      {navigator.pdfViewerEnabled ? (
        // Chromium shows no PDF in a sandboxed frame. The file is the storage's, another origin, and can touch nothing here.
        // oxlint-disable-next-line react/iframe-missing-sandbox
        <iframe
          title={title}
          src={`${pdf.url}#view=FitH&navpanes=0`}
          className="hidden h-[32rem] w-full border-b border-line sm:block"
        />
      ) : null}
      <div className="p-3">
        <a href={pdf.url} target="_blank" rel="noreferrer" className={buttonStyle()}>
          <ExternalLink aria-hidden="true" className="size-4" />
          Open PDF
        </a>
      </div>
    </>
  );
}
