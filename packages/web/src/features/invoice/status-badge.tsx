import type { InvoiceStatus } from "@practice-hub/core/invoice/schema";
import { Badge } from "../../ui/status/badge.tsx";
import { STATUS_WORDS } from "./words.ts";

export function InvoiceStatusBadge({ status }: { status: InvoiceStatus }) {
  const { label, tone, icon } = STATUS_WORDS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
