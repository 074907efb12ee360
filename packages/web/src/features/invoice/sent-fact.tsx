import { useQuery } from "@tanstack/react-query";
import { Fact } from "../../ui/layout/page.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { emailQuery } from "../email/queries.ts";
import { EmailStatusBadge } from "../email/status-badge.tsx";
import { useCan } from "../../lib/account/me.ts";
import type { Invoice } from "./queries.ts";

/** When it was sent, to whom, and what became of the mail. */
export function SentFact({ invoice: { sentAt, sentTo, sentEmailId } }: { invoice: Invoice }) {
  const mayEmail = useCan("email:read");
  const mail = useQuery({ ...emailQuery(sentEmailId ?? ""), enabled: mayEmail && sentEmailId !== null });
  if (!sentAt) return null;
  return (
    <Fact term="Sent">
      <Ago at={sentAt} />
      {sentTo ? (
        <>
          {" "}
          to <span className="wrap-anywhere">{sentTo}</span>
        </>
      ) : (
        <span className="text-muted"> by other means</span>
      )}
      {mail.data ? (
        <span className="mt-1 block">
          <EmailStatusBadge status={mail.data.status} />
          {mail.data.reason ? <span className="mt-1 block text-xs text-muted">{mail.data.reason}</span> : null}
        </span>
      ) : null}
    </Fact>
  );
}
