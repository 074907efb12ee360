import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import { shortDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import { useShortcuts } from "../../lib/shortcut.ts";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import type { ProposalRow } from "./queries.ts";
import { ProposalStatusBadge } from "./status-badge.tsx";

/** Proposals in rows. `j` and `k` move, Enter opens; the number is a link for everybody else. */
export function ProposalTable({ proposals, withClient = true }: { proposals: ProposalRow[]; withClient?: boolean }) {
  const navigate = useNavigate();
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), proposals.length - 1));
  useEffect(() => {
    if (at >= 0) body.current?.rows[at]?.querySelector("a")?.focus();
  }, [at]);
  useShortcuts([
    { keys: "j", label: "Next proposal", run: () => move(1) },
    { keys: "k", label: "Previous proposal", run: () => move(-1) },
    {
      keys: "Enter",
      label: "Open the marked proposal",
      run: () => {
        const proposal = proposals[at];
        if (proposal) void navigate({ to: "/client-hub/proposals/$id", params: { id: proposal.id } });
      },
    },
  ]);
  return (
    <Table label="Proposals">
      <thead>
        <tr>
          <Th>Number</Th>
          <Th className="max-md:hidden">{withClient ? "Client" : "Title"}</Th>
          <Th>Status</Th>
          <Th className="max-md:hidden">Valid until</Th>
          <Th className="text-right max-lg:hidden">Once</Th>
          <Th className="text-right">A month</Th>
          <Th className="text-right max-md:hidden">A year</Th>
        </tr>
      </thead>
      <tbody ref={body} className="divide-y divide-line">
        {proposals.map((proposal, index) => (
          <tr key={proposal.id} className={clsx("hover:bg-hover", index === at && "bg-hover")}>
            <Td className="whitespace-nowrap">
              <Link
                to="/client-hub/proposals/$id"
                params={{ id: proposal.id }}
                className="font-medium underline-offset-2 hover:underline"
                onFocus={() => setAt(index)}
              >
                {proposal.number}
              </Link>
              <span className="block max-w-24 truncate text-xs text-muted md:hidden">
                {withClient ? proposal.clientName : proposal.title}
              </span>
            </Td>
            <Td className="max-w-72 max-md:hidden">
              {withClient ? <span className="block truncate">{proposal.clientName}</span> : null}
              <span className={clsx("block truncate", withClient && "text-xs text-muted")}>{proposal.title}</span>
            </Td>
            <Td className="whitespace-nowrap">
              <ProposalStatusBadge status={proposal.status} />
            </Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{shortDate(proposal.validUntilOn)}</Td>
            <Money className="text-muted max-lg:hidden" pence={proposal.oneOffPence} />
            <Money pence={proposal.monthlyPence} />
            <Money className="max-md:hidden" pence={proposal.annualPence} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Nothing of a kind is a dash, so that what is offered stands out. */
const Money = ({ pence, className }: { pence: number; className?: string }) => (
  <Td className={clsx("text-right whitespace-nowrap", className)}>{pence === 0 ? "–" : formatPence(pence)}</Td>
);
