import { Link } from "@tanstack/react-router";
import { Ban, Clock, Eye, FileSignature, PencilLine, Send } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../../../lib/request/api.ts";
import { shortDate } from "../../../lib/time/date.ts";
import { formatPence } from "../../../lib/money.ts";
import { Panel } from "../../../ui/layout/page.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { PdfButton } from "../../pdf/button.tsx";
import type { Proposal } from "../queries.ts";

/** How far it is: what happened, in order, and until when it can be signed. */
export function Progress({ proposal }: { proposal: Proposal }) {
  const { status, validUntilOn } = proposal;
  const open = status === "sent" || status === "viewed";
  return (
    <Panel title="Progress" id="progress">
      <ol className="space-y-3">
        <Step icon={PencilLine} words="Drafted" at={proposal.createdAt} />
        <Step icon={Send} words="Sent" at={proposal.sentAt} />
        {proposal.remindedAt ? <Step icon={Send} words="Reminded" at={proposal.remindedAt} /> : null}
        <Step icon={Eye} words="Viewed" at={proposal.viewedAt} />
        {status === "declined" ? <Step icon={Ban} words="Declined" at={proposal.declinedAt} /> : null}
        {status === "expired" ? (
          <Step
            icon={Clock}
            words="Expired"
            at={proposal.expiredAt}
            otherwise={`It was valid until ${shortDate(validUntilOn)}`}
          />
        ) : null}
        {status === "declined" || status === "expired" ? null : (
          <Step icon={FileSignature} words="Signed" at={proposal.signedAt} />
        )}
      </ol>
      {open ? <p className="mt-3 text-xs text-muted">Can be signed until {shortDate(validUntilOn)}.</p> : null}
      {status === "draft" ? <p className="mt-3 text-xs text-muted">Valid until {shortDate(validUntilOn)}.</p> : null}
    </Panel>
  );
}

function Step({
  icon: Icon,
  words,
  at,
  otherwise = "Not yet",
}: {
  icon: typeof Send;
  words: string;
  at: string | null;
  otherwise?: string;
}) {
  return (
    <li className={at ? "flex gap-2.5" : "flex gap-2.5 text-muted"}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
      <span>
        <span className={at ? "font-medium" : undefined}>{words}</span>
        <span className="block text-xs text-muted">{at ? <Ago at={at} /> : otherwise}</span>
      </span>
    </li>
  );
}

/** What was sent, newest first; each can be opened as it was. */
export function Versions({ proposal }: { proposal: Proposal }) {
  if (proposal.versions.length === 0) return null;
  return (
    <Panel flush title="Versions" id="versions">
      <ul className="divide-y divide-line">
        {proposal.versions.map((version) => (
          <li key={version.number} className="px-4 py-2.5">
            <span className="flex flex-wrap items-baseline justify-between gap-x-2">
              <span className="font-medium">Version {version.number}</span>
              <span className="text-xs text-muted">
                <Ago at={version.sentAt} />
              </span>
            </span>
            <span className="block text-xs text-muted wrap-anywhere">
              By {version.sentBy} to {version.sentTo}
            </span>
            <span className="block text-xs text-muted tabular-nums">{figuresOf(version)}</span>
            {version.documentHash ? (
              <PdfButton
                size="sm"
                className="mt-1.5"
                ask={() =>
                  api("GET /api/proposals/{id}/pdf", {
                    params: { id: proposal.id },
                    query: { version: version.number },
                  })
                }
              >
                {`Open PDF of version ${version.number}`}
              </PdfButton>
            ) : (
              <span className="mt-1 block text-xs text-muted">PDF is being made</span>
            )}
          </li>
        ))}
      </ul>
      <p className="border-t border-line px-4 py-2 text-xs text-muted">
        All mails are in the{" "}
        <Link
          to="/client-hub/clients/$id/emails"
          params={{ id: proposal.clientId }}
          className="text-accent-ink underline underline-offset-2"
        >
          client’s email log
        </Link>
        .
      </p>
    </Panel>
  );
}

function figuresOf({ oneOffPence, monthlyPence, annualPence }: Proposal["versions"][number]): ReactNode {
  return [
    oneOffPence > 0 && `${formatPence(oneOffPence)} once`,
    monthlyPence > 0 && `${formatPence(monthlyPence)} a month`,
    annualPence > 0 && `${formatPence(annualPence)} a year`,
  ]
    .filter(Boolean)
    .join(", ");
}
