import { createFileRoute } from "@tanstack/react-router";
import { PortalInvoices } from "../../../../features/portal/invoice-list.tsx";

export const Route = createFileRoute("/client-portal/_portal/invoices/")({ component: PortalInvoices });
