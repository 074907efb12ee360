import { useInfiniteQuery } from "@tanstack/react-query";
import { useTitle } from "../../../lib/title.ts";
import { PagedPanel } from "../../../ui/layout/paged-panel.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { useCompany } from "../company.ts";
import { usePortalMe } from "../me.ts";
import { portalProposalsQuery } from "./queries.ts";
import { ProposalRows } from "./rows.tsx";

/** The proposals the firm sent to this company. */
export function PortalProposals() {
  useTitle("Proposals");
  const { firm } = usePortalMe();
  const { company } = useCompany();
  const list = useInfiniteQuery(portalProposalsQuery(company?.id));
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Proposals</h1>
      {company ? <p className="mt-1 mb-6 text-muted">{company.name}</p> : null}
      <PagedPanel
        list={list}
        what="proposals"
        empty={<Empty title="No proposals">When {firm.name} makes you an offer, you read and sign it here.</Empty>}
      >
        {(proposals) => <ProposalRows proposals={proposals} />}
      </PagedPanel>
    </>
  );
}
