import { Link } from "@tanstack/react-router";
import type { SyncTarget } from "./queries.ts";

const STYLE = "font-medium underline-offset-2 hover:underline";

/** A record of the sync by its own page; a payment by its invoice. */
export function RecordLink({ target, label }: { target: SyncTarget; label: string }) {
  if (target.kind === "contact")
    return (
      <Link to="/client-hub/clients/$id" params={{ id: target.id }} className={STYLE}>
        {label}
      </Link>
    );
  const id = target.kind === "invoice" ? target.id : target.invoiceId;
  return (
    <Link to="/client-hub/invoices/$id" params={{ id }} className={STYLE}>
      {target.kind === "payment" ? `Payment on ${label}` : label}
    </Link>
  );
}
