import { Link } from "@tanstack/react-router";
import { Button } from "../../ui/button.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { linkStyle } from "../auth/frame.tsx";
import type { DeadLetter } from "./queries.ts";
import { oneOf, reasonOf } from "./words.ts";

/** What was given up, by kind of work and the longest waiting first. */
export function DeadLetterTable({
  letters,
  busy,
  onAgain,
}: {
  letters: DeadLetter[];
  busy: boolean;
  onAgain: (letter: DeadLetter) => void;
}) {
  return (
    <Table label="Work that was given up">
      <thead>
        <tr>
          <Th>Work</Th>
          <Th className="max-md:hidden">Why</Th>
          <Th className="text-right max-md:hidden">Given up</Th>
          <Th className="max-md:hidden">First</Th>
          <Th>Last</Th>
          <Th className="text-right">
            <span className="sr-only">Try again</span>
          </Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {letters.map((letter) => (
          <tr key={`${letter.queue}#${letter.id}`} className="hover:bg-hover">
            <Td className="max-w-64 max-md:max-w-36">
              <span className="block font-medium">{oneOf(letter.queue)}</span>
              <span className="block truncate text-xs text-muted">
                <RecordLink letter={letter} />
              </span>
              <span className="block text-xs text-muted md:hidden">{reasonOf(letter.code)}</span>
            </Td>
            <Td className="max-w-72 text-muted max-md:hidden">{reasonOf(letter.code)}</Td>
            <Td className="text-right max-md:hidden">{letter.times === 1 ? "once" : `${letter.times} times`}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">
              <Ago at={letter.firstAt} />
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <Ago at={letter.lastAt} />
            </Td>
            <Td className="text-right">
              <Button
                size="sm"
                disabled={busy}
                aria-label={`Try again: ${oneOf(letter.queue)}`}
                onClick={() => onAgain(letter)}
              >
                Try again
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Where its record is shown, when it has a page. */
function RecordLink({ letter: { queue, id } }: { letter: DeadLetter }) {
  if (queue === "email")
    return (
      <Link to="/client-hub/emails" className={linkStyle}>
        Emails
      </Link>
    );
  if (queue === "import")
    return (
      <Link to="/client-hub/clients/import/$id" params={{ id }} className={linkStyle}>
        Open the import
      </Link>
    );
  if (id.startsWith("inv_"))
    return (
      <Link to="/client-hub/invoices/$id" params={{ id }} className={linkStyle}>
        Open the invoice
      </Link>
    );
  if (id.startsWith("pro_"))
    return (
      <Link to="/client-hub/proposals/$id" params={{ id }} className={linkStyle}>
        Open the proposal
      </Link>
    );
  if (queue === "xero-sync" || queue === "token-refresh")
    return (
      <Link to="/client-hub/settings/integrations/xero" className={linkStyle}>
        Open Xero
      </Link>
    );
  return <code className="font-mono">{id}</code>;
}
