import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { exactTime, longDate } from "../../../lib/time/date.ts";
import { api } from "../../../lib/request/api.ts";
import { useTitle } from "../../../lib/title.ts";
import { Fact, Facts, Panel } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { PdfButton } from "../../pdf/button.tsx";
import { OfferTable, OfferTotals } from "../../proposal/figures.tsx";
import { ProposalStatusBadge } from "../../proposal/status-badge.tsx";
import { type PortalProposal, portalProposalQuery } from "./queries.ts";
import { SignPanel } from "./sign.tsx";

/** One proposal as the client reads it: what is offered, what it costs, and their answer. */
export function PortalProposalPage({ id }: { id: string }) {
  const query = useQuery(portalProposalQuery(id));
  const proposal = query.data;
  useTitle(proposal ? `Proposal ${proposal.number}` : "Proposal");
  return (
    <>
      <Link
        to="/client-portal/proposals"
        className="mb-2 inline-flex min-h-6 items-center gap-0.5 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        Proposals
      </Link>
      {query.isPending ? (
        <>
          <h1 className="text-2xl font-semibold tracking-tight">Proposal</h1>
          <SkeletonRows label="Loading the proposal" />
        </>
      ) : null}
      {query.isError ? (
        <>
          <h1 className="text-2xl font-semibold tracking-tight">Proposal</h1>
          <Failure error={query.error} what="The proposal" onRetry={() => void query.refetch()} />
        </>
      ) : null}
      {proposal ? <Record proposal={proposal} /> : null}
    </>
  );
}

function Record({ proposal }: { proposal: PortalProposal }) {
  const open = proposal.status === "sent" || proposal.status === "viewed";
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-2xl font-semibold tracking-tight wrap-anywhere">{proposal.title}</h1>
        <ProposalStatusBadge status={proposal.status} />
      </div>
      <p className="mt-1 text-muted">
        {proposal.number} from {proposal.firmName} for {proposal.clientName}
        {open ? `, to sign by ${longDate(proposal.validUntilOn)}` : ""}
      </p>
      <div className="mt-6 space-y-4">
        <Standing proposal={proposal} />
        {proposal.introduction ? <p className="wrap-anywhere whitespace-pre-line">{proposal.introduction}</p> : null}
        <Panel flush title="What is offered" id="offer">
          <OfferTable lines={proposal.lines} />
          <div className="border-t border-line px-4 py-3">
            <OfferTotals sums={proposal.sums} firstYearPence={proposal.firstYearPence} />
          </div>
        </Panel>
        {proposal.terms ? (
          <Panel title="Terms" id="terms">
            <p className="wrap-anywhere whitespace-pre-line">{proposal.terms}</p>
          </Panel>
        ) : null}
        <PdfButton
          ask={() =>
            api("GET /api/portal/proposals/{id}/pdf", {
              params: { id: proposal.id },
              query: { version: proposal.documentVersion },
            })
          }
        >
          {proposal.signature ? "Open the PDF as it was sent" : "Open as PDF"}
        </PdfButton>
        {open ? <SignPanel proposal={proposal} /> : null}
        {proposal.signature ? <Signed proposal={proposal} /> : null}
      </div>
    </>
  );
}

function Standing({ proposal }: { proposal: PortalProposal }) {
  const { status, firmName } = proposal;
  if (status === "revising")
    return (
      <Notice title="This proposal is being revised">
        {firmName} is writing a new version. You will get a mail when it is there; this one can no longer be signed.
      </Notice>
    );
  if (status === "expired")
    return (
      <Notice kind="warn" title="This proposal has expired">
        It can no longer be signed. Ask {firmName} for a new version if you are still interested.
      </Notice>
    );
  if (status === "declined")
    return (
      <Notice title="You declined this proposal">
        {proposal.declineReason ? `Your reason: ${proposal.declineReason}` : `${firmName} has been told.`}
      </Notice>
    );
  if (status === "signed")
    return (
      <Notice kind="good" live title="Signed. Thank you">
        {proposal.onboarding
          ? `What happens next: ${firmName} starts taking you on. They write to you when they need documents or answers, and it appears on your home page.`
          : `${firmName} has been told. Nothing else is needed from you.`}
      </Notice>
    );
  return null;
}

/** Who signed what, and the file that proves it. */
function Signed({ proposal }: { proposal: PortalProposal }) {
  const { signature } = proposal;
  if (!signature) return null;
  return (
    <Panel flush title="Certificate" id="certificate">
      <Facts>
        <Fact term="Signed by">{signature.name}</Fact>
        <Fact term="As">{signature.capacity}</Fact>
        <Fact term="When">{exactTime(signature.at)}</Fact>
        <Fact term="Document">
          Version {signature.documentVersion}, SHA-256{" "}
          <code className="font-mono text-xs break-all select-all">{signature.documentHash}</code>
        </Fact>
      </Facts>
      <div className="border-t border-line p-4">
        {signature.signedHash ? (
          <PdfButton
            look="primary"
            ask={() => api("GET /api/portal/proposals/{id}/pdf", { params: { id: proposal.id } })}
          >
            Open the signed PDF
          </PdfButton>
        ) : (
          <output className="block text-muted">The signed PDF with its certificate is being made.</output>
        )}
      </div>
    </Panel>
  );
}
