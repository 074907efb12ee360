import { Link } from "@tanstack/react-router";
import { longDate } from "../../../lib/time/date.ts";
import { formatPence } from "../../../lib/money.ts";
import { ProposalStatusBadge } from "../../proposal/status-badge.tsx";
import type { PortalProposalRow } from "./queries.ts";

/** Proposals as a list for a thumb: each row is one link. */
export const ProposalRows = ({ proposals }: { proposals: readonly PortalProposalRow[] }) => (
  <ul className="divide-y divide-line">
    {proposals.map((proposal) => (
      <li key={proposal.id}>
        <Link
          to="/client-portal/proposals/$id"
          params={{ id: proposal.id }}
          className="flex items-center justify-between gap-4 px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]"
        >
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
              {proposal.title}
              <ProposalStatusBadge status={proposal.status} />
            </span>
            <span className="mt-0.5 block text-sm text-muted">
              {proposal.number} · {whenOf(proposal)}
            </span>
          </span>
          <span className="text-right whitespace-nowrap tabular-nums">
            {proposal.monthlyPence > 0 ? <Price pence={proposal.monthlyPence} words="a month" /> : null}
            {proposal.annualPence > 0 ? <Price pence={proposal.annualPence} words="a year" /> : null}
            {proposal.oneOffPence > 0 ? <Price pence={proposal.oneOffPence} words="once" /> : null}
          </span>
        </Link>
      </li>
    ))}
  </ul>
);

function whenOf({ status, signedAt, validUntilOn }: PortalProposalRow): string {
  if (signedAt) return `signed ${longDate(signedAt)}`;
  if (status === "sent" || status === "viewed") return `sign by ${longDate(validUntilOn)}`;
  return `was valid until ${longDate(validUntilOn)}`;
}

const Price = ({ pence, words }: { pence: number; words: string }) => (
  <span className="block text-sm">
    {formatPence(pence)} <span className="text-muted">{words}</span>
  </span>
);
