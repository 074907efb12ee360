import { useQuery } from "@tanstack/react-query";
import { Panel } from "../../../ui/layout/page.tsx";
import { PdfFrame } from "../../../ui/pdf-frame.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { type Proposal, proposalPdfQuery } from "../queries.ts";

/** The document as the client gets it, or will get it: a preview of the draft, the newest version, or the signed one. */
export function PdfPanel({ proposal }: { proposal: Proposal }) {
  const pdf = useQuery(proposalPdfQuery(proposal.id, proposal.version));
  const title =
    proposal.status === "draft" ? "PDF preview" : proposal.status === "signed" ? "Signed PDF" : "PDF as it was sent";
  return (
    <Panel flush title={title} id="pdf">
      {pdf.isPending ? <SkeletonRows count={4} label="Loading the PDF" /> : null}
      {pdf.isError ? <Failure error={pdf.error} what="The PDF" onRetry={() => void pdf.refetch()} /> : null}
      {pdf.data ? <PdfFrame pdf={pdf.data} title={`${proposal.number} as PDF`} /> : null}
    </Panel>
  );
}
