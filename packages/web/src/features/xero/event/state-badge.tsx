import type { EventState } from "@practice-hub/core/webhook/schema";
import { Badge } from "../../../ui/status/badge.tsx";
import { STATE } from "./words.ts";

export function EventStateBadge({ state }: { state: EventState }) {
  const { label, tone, icon } = STATE[state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
