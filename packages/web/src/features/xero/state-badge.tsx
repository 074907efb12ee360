import { Badge } from "../../ui/status/badge.tsx";
import type { XeroConnection } from "../integration/queries.ts";
import { STATE } from "../integration/words.ts";

/** The state of the connection in a word. */
export function StateBadge({ connection }: { connection: XeroConnection }) {
  const { state, missing, details } = connection;
  const known =
    missing.length > 0
      ? "unconfigured"
      : state === null || details?.endedByFirm
        ? "not-connected"
        : state === "connected"
          ? "ok"
          : state;
  const { label, tone, icon } = STATE[known];
  return (
    <Badge tone={tone} icon={icon}>
      {known === "ok" ? "Connected" : label}
    </Badge>
  );
}
