import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { api } from "../../lib/request/api.ts";
import { useTitle } from "../../lib/title.ts";
import { InvoiceStatusBadge } from "../invoice/status-badge.tsx";
import { PdfButton } from "../pdf/button.tsx";
import { portalInvoiceQuery } from "./invoice-queries.ts";
import { InvoiceHead, InvoicePanels } from "./invoice-view.tsx";

/** One invoice as the client sees it: what to pay and until when first, then what it is for. */
export function PortalInvoicePage({ id }: { id: string }) {
  const { data: invoice } = useSuspenseQuery(portalInvoiceQuery(id));
  useTitle(`Invoice ${invoice.number}`);
  return (
    <>
      <Link
        to="/client-portal/invoices"
        className="mb-2 inline-flex min-h-6 items-center gap-0.5 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        Invoices
      </Link>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-tight">Invoice {invoice.number}</h1>
        <InvoiceStatusBadge status={invoice.status} />
      </div>
      <div className="mt-1 mb-4 text-muted">
        <InvoiceHead invoice={invoice} />
      </div>
      <PdfButton className="mb-6" ask={() => api("GET /api/portal/invoices/{id}/pdf", { params: { id } })}>
        Open the PDF
      </PdfButton>
      <InvoicePanels invoice={invoice} />
    </>
  );
}
