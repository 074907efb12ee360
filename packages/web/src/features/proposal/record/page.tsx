import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { exactTime } from "../../../lib/time/date.ts";
import { useTitle } from "../../../lib/title.ts";
import { BackLink } from "../../../ui/layout/back-link.tsx";
import { Fact, Facts, PageHead, Panel } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { OfferTable, OfferTotals } from "../figures.tsx";
import { type Proposal, proposalQuery } from "../queries.ts";
import { ProposalStatusBadge } from "../status-badge.tsx";
import { ProposalActions } from "./actions.tsx";
import { PdfPanel } from "./pdf-panel.tsx";
import { Progress, Versions } from "./progress.tsx";

/** One proposal: what is offered, how far it is, its document, and what can be done next. */
export function ProposalPage({ id }: { id: string }) {
  const { data: proposal } = useSuspenseQuery(proposalQuery(id));
  useTitle(`${proposal.number} ${proposal.clientName}`);
  return (
    <>
      <PageHead
        title={proposal.number}
        above={<BackLink to="/client-hub/proposals">Proposals</BackLink>}
        actions={<ProposalActions proposal={proposal} />}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ProposalStatusBadge status={proposal.status} />
          <span className="text-ink wrap-anywhere">{proposal.title}</span>
          <Link
            to="/client-hub/clients/$id"
            params={{ id: proposal.clientId }}
            className="text-accent-ink underline-offset-2 hover:underline"
          >
            {proposal.clientName}
          </Link>
        </div>
      </PageHead>
      <Standing proposal={proposal} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 space-y-4">
          <Panel flush title="Services" id="services">
            <OfferTable lines={proposal.lines} />
            <div className="border-t border-line px-4 py-3">
              <OfferTotals sums={proposal.sums} firstYearPence={proposal.firstYearPence} />
            </div>
          </Panel>
          {proposal.introduction ? (
            <Panel title="Introduction" id="introduction">
              <p className="wrap-anywhere whitespace-pre-line">{proposal.introduction}</p>
            </Panel>
          ) : null}
          {proposal.terms ? (
            <Panel title="Terms" id="terms">
              <p className="wrap-anywhere whitespace-pre-line">{proposal.terms}</p>
            </Panel>
          ) : null}
          <PdfPanel proposal={proposal} />
        </div>
        <div className="min-w-0 space-y-4">
          <Progress proposal={proposal} />
          {proposal.signature ? <SignaturePanel signature={proposal.signature} /> : null}
          <Versions proposal={proposal} />
        </div>
      </div>
    </>
  );
}

/** What a colleague must know before doing anything with it. */
function Standing({ proposal }: { proposal: Proposal }) {
  const { status, sentVersion, printing, clientName } = proposal;
  if (status === "declined")
    return (
      <Notice kind="bad" className="mb-4" title={`${clientName} declined`}>
        {proposal.declineReason ? `Reason: ${proposal.declineReason}` : "No reason was given."}
      </Notice>
    );
  if (status === "draft" && sentVersion > 0)
    return (
      <Notice className="mb-4" title={`Version ${sentVersion + 1} is not sent yet`}>
        {clientName} still reads version {sentVersion}, marked as being revised, and cannot sign it.
      </Notice>
    );
  if (printing === "offer")
    return (
      <Notice live className="mb-4">
        The PDF is being made. The mail to the client goes out when it is there.
      </Notice>
    );
  if (printing === "certificate")
    return (
      <Notice live className="mb-4">
        The signed PDF with its certificate is being made.
      </Notice>
    );
  return null;
}

function SignaturePanel({ signature }: { signature: NonNullable<Proposal["signature"]> }) {
  return (
    <Panel flush title="Signature" id="signature">
      <Facts>
        <Fact term="Signed as">{signature.name}</Fact>
        {signature.name === signature.accountName ? null : <Fact term="Account">{signature.accountName}</Fact>}
        <Fact term="Capacity">{signature.capacity}</Fact>
        <Fact term="Address">{signature.email}</Fact>
        <Fact term="When">{exactTime(signature.at)}</Fact>
        <Fact term="IP address">{signature.ip}</Fact>
        <Fact term="Version">{signature.documentVersion}</Fact>
        <Fact term="SHA-256">
          <code className="font-mono text-xs break-all select-all">{signature.documentHash}</code>
        </Fact>
      </Facts>
    </Panel>
  );
}
