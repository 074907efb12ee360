import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonStyle } from "../../ui/button.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { useCan } from "../../lib/account/me.ts";
import { ProposalTable } from "./list-table.tsx";
import { proposalsQuery } from "./queries.ts";

/** The proposals to one client, newest first. */
export function ClientProposals({ clientId }: { clientId: string }) {
  const mayWrite = useCan("proposal:write");
  const list = useInfiniteQuery(proposalsQuery({ clientId }));
  const add = mayWrite ? (
    <Link to="/client-hub/proposals/new" search={{ client: clientId }} className={buttonStyle({ size: "sm" })}>
      New proposal
    </Link>
  ) : null;
  return (
    <PagedPanel
      list={list}
      what="proposals"
      title="Proposals"
      id="proposals"
      actions={add}
      empty={
        <Empty title="No proposals for this client" action={add}>
          What you offer this client appears here, with what was read and signed.
        </Empty>
      }
    >
      {(proposals) => <ProposalTable proposals={proposals} withClient={false} />}
    </PagedPanel>
  );
}
