import type { ProposalStatus } from "@practice-hub/core/proposal/schema";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTitle } from "../../lib/title.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Select } from "../../ui/form/input.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { useCan } from "../../lib/account/me.ts";
import { ProposalTable } from "./list-table.tsx";
import { proposalsQuery } from "./queries.ts";
import { STATUS_WORDS } from "./words.ts";

export const LISTED = ["draft", "sent", "viewed", "signed", "declined", "expired"] as const;

/** Every proposal of the firm; the filter lives in the address, so that a view can be sent to a colleague. */
export function ProposalsPage({
  status,
  onStatus,
}: {
  status: ProposalStatus | undefined;
  onStatus: (status: ProposalStatus | undefined) => void;
}) {
  useTitle("Proposals");
  const mayWrite = useCan("proposal:write");
  const list = useInfiniteQuery({ ...proposalsQuery({ status }), placeholderData: keepPreviousData });
  const add = mayWrite ? (
    <Link to="/client-hub/proposals/new" className={buttonStyle({ look: "primary" })}>
      <Plus aria-hidden="true" className="size-4" />
      New proposal
    </Link>
  ) : null;
  return (
    <>
      <PageHead title="Proposals" actions={add} />
      <search className="mb-3 flex">
        <Select
          aria-label="Status"
          className="w-auto!"
          value={status ?? ""}
          onChange={(event) => onStatus((event.target.value || undefined) as ProposalStatus | undefined)}
        >
          <option value="">All statuses</option>
          {LISTED.map((one) => (
            <option key={one} value={one}>
              {STATUS_WORDS[one].label}
            </option>
          ))}
        </Select>
      </search>
      <PagedPanel
        list={list}
        what="proposals"
        empty={
          status ? (
            <Empty
              title={`No ${STATUS_WORDS[status].label.toLowerCase()} proposals`}
              action={<Button onClick={() => onStatus(undefined)}>Show all proposals</Button>}
            />
          ) : (
            <Empty title="No proposals yet" action={add}>
              Offer a client your services with their prices, send it as a PDF, and see here when it is read and signed.
            </Empty>
          )
        }
      >
        {(proposals) => <ProposalTable proposals={proposals} />}
      </PagedPanel>
    </>
  );
}
