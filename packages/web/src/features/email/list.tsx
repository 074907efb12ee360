import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../../lib/shortcut.ts";
import { Button } from "../../ui/button.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { type Email, type EmailFilter, emailsQuery } from "./queries.ts";
import { EMAIL_WORDS, EmailStatusBadge } from "./status-badge.tsx";
import { TEMPLATE_WORDS } from "./words.ts";

/** Mails with what became of them. Rows open a drawer; `j` and `k` move. */
export function EmailList({
  filter,
  onOpen,
  empty,
}: {
  filter: EmailFilter;
  onOpen: (email: Email) => void;
  empty: string;
}) {
  const list = useInfiniteQuery({ ...emailsQuery(filter), placeholderData: keepPreviousData });
  const emails = list.data?.pages.flatMap((page) => page.items) ?? [];
  const said = useStatusChanges(emails);
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), emails.length - 1));
  useEffect(() => {
    if (at >= 0) body.current?.rows[at]?.querySelector("button")?.focus();
  }, [at]);
  useShortcuts([
    { keys: "j", label: "Next mail", run: () => move(1) },
    { keys: "k", label: "Previous mail", run: () => move(-1) },
  ]);
  return (
    <>
      <output className="block sr-only">{said}</output>
      {list.isPending ? <SkeletonRows label="Loading emails" /> : null}
      {list.isError ? <Failure error={list.error} what="The emails" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && emails.length === 0 ? <Empty title="No emails">{empty}</Empty> : null}
      {emails.length > 0 ? (
        <Table label="Emails">
          <thead>
            <tr>
              <Th>Recipient</Th>
              <Th className="max-md:hidden">Subject</Th>
              <Th className="max-md:hidden">Kind</Th>
              <Th>Status</Th>
              <Th className="text-right">Time</Th>
            </tr>
          </thead>
          <tbody ref={body} className="divide-y divide-line">
            {emails.map((email, index) => (
              <tr key={email.id} className={clsx("hover:bg-hover", index === at && "bg-hover")}>
                <Td className="max-w-64 min-w-32 max-md:max-w-36">
                  <button
                    type="button"
                    className="block max-w-full truncate font-medium underline-offset-2 hover:underline"
                    onFocus={() => setAt(index)}
                    onClick={() => onOpen(email)}
                  >
                    {email.to}
                  </button>
                </Td>
                <Td className="max-w-80 min-w-48 truncate max-md:hidden">{email.subject}</Td>
                <Td className="whitespace-nowrap text-muted max-md:hidden">{TEMPLATE_WORDS[email.template]}</Td>
                <Td className="whitespace-nowrap">
                  <EmailStatusBadge status={email.status} />
                </Td>
                <Td className="text-right whitespace-nowrap text-muted">
                  <Ago at={email.sentAt ?? email.queuedAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older emails
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A sentence for screen readers when a status changed by itself. */
function useStatusChanges(emails: Email[]): string {
  const before = useRef(new Map<string, Email["status"]>());
  const [said, setSaid] = useState("");
  useEffect(() => {
    const changed = emails.filter(
      (email) => before.current.has(email.id) && before.current.get(email.id) !== email.status,
    );
    before.current = new Map(emails.map((email) => [email.id, email.status]));
    if (changed.length > 0)
      setSaid(changed.map((email) => `Mail to ${email.to}: ${EMAIL_WORDS[email.status].label}`).join(". "));
  }, [emails]);
  return said;
}
