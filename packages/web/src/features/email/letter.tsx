import type { Letter as Words } from "@practice-hub/core/email/schema";

/** The mail that a decision sends, as it will arrive. `mail` is null when nobody's address is known. */
export function Letter({
  mail,
  letter,
}: {
  mail: { to: string } | null;
  letter: Words & { items?: readonly string[] };
}) {
  if (!mail) return <p className="text-muted">No mail goes: no address is known for this client.</p>;
  return (
    <section aria-label="The mail that goes" className="rounded-md border border-line bg-sunken px-4 py-3">
      <p className="text-xs text-muted">
        This mail goes to <strong className="text-ink">{mail.to}</strong>
      </p>
      <p className="mt-2 font-semibold">{letter.subject}</p>
      {letter.paragraphs.map((paragraph) => (
        <p key={paragraph} className="mt-2 whitespace-pre-wrap break-words">
          {paragraph}
        </p>
      ))}
      {letter.items && letter.items.length > 0 ? (
        <ul className="mt-2 list-disc pl-5">
          {letter.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      ) : null}
      <p className="mt-2 text-xs text-muted">Button: {letter.action}</p>
    </section>
  );
}
