import { Badge } from "../../ui/status/badge.tsx";
import { STATUS_WORDS } from "./words.ts";

export function ProposalStatusBadge({ status }: { status: keyof typeof STATUS_WORDS }) {
  const { label, tone, icon } = STATUS_WORDS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
