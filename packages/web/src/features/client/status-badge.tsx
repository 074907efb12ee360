import type { ClientStatus } from "@practice-hub/core/client/schema";
import { Badge } from "../../ui/status/badge.tsx";
import { STATUS_WORDS } from "./words.ts";

export function ClientStatusBadge({ status }: { status: ClientStatus }) {
  const { label, tone, icon } = STATUS_WORDS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
