import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { longDate } from "../../lib/time/date.ts";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { AuthFrame, linkStyle } from "../auth/frame.tsx";
import { InvoiceStatusBadge } from "../invoice/status-badge.tsx";
import { PdfButton } from "../pdf/button.tsx";
import { InvoiceHead, InvoicePanels } from "./invoice-view.tsx";

/** What the link of a mail opens: one invoice, for somebody who may have no account. */
export function LinkedInvoicePage({ token }: { token: string }) {
  const linked = useQuery({
    queryKey: ["invoice-link", token],
    queryFn: ({ signal }) => api("GET /api/invoice-links/{token}", { params: { token }, signal }),
    retry: false,
  });
  if (linked.isPending)
    return (
      <AuthFrame title="Invoice">
        <SkeletonRows count={4} label="Loading the invoice" />
      </AuthFrame>
    );
  if (linked.isError) {
    const { status, detail } = explain(linked.error);
    const over = status === 404 || status === 410;
    return (
      <AuthFrame title={over ? "This link does not open an invoice" : "The invoice"} error>
        {over ? (
          <p>{detail}</p>
        ) : (
          <Failure error={linked.error} what="The invoice" onRetry={() => void linked.refetch()} />
        )}
      </AuthFrame>
    );
  }
  const { firmName, expiresAt, invoice } = linked.data;
  return (
    <AuthFrame
      wide
      brand={firmName}
      title={`Invoice ${invoice.number}`}
      intro={
        <>
          <InvoiceStatusBadge status={invoice.status} />
          <InvoiceHead invoice={invoice} />
        </>
      }
      foot={
        <>
          This link works until {longDate(expiresAt)}. Do you have an account with {firmName}?{" "}
          <Link to="/client-portal/invoices/$id" params={{ id: invoice.id }} className={linkStyle}>
            Open the invoice in your portal
          </Link>
        </>
      }
    >
      <PdfButton look="primary" ask={() => api("GET /api/invoice-links/{token}/pdf", { params: { token } })}>
        Open the PDF
      </PdfButton>
      <InvoicePanels invoice={invoice} />
    </AuthFrame>
  );
}
