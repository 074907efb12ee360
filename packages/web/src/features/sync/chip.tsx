import type { SyncGlance } from "@practice-hub/core/outbox/schema";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Popover } from "../../ui/overlay/popover.tsx";
import { StandingDetails } from "./details.tsx";
import { syncCountsQuery, type SyncTarget } from "./queries.ts";
import { standingOf } from "./standing.ts";

/**
 * Where a record stands in Xero, as a chip that opens the reason and the one fix. The lists bring `place` along; nothing is asked
 * for a row before it is opened.
 */
export function SyncChip({
  target,
  place,
  name,
  short = false,
}: {
  target: SyncTarget;
  place: SyncGlance | null;
  /** Whose place it is, for who cannot see the row. */
  name: string;
  /** In a narrow window the icon alone. */
  short?: boolean;
}) {
  const { data: firm } = useQuery(syncCountsQuery);
  const standing = standingOf(target.kind, place, firm);
  if (!standing)
    return (
      <span className="text-faint">
        <span aria-hidden="true">–</span>
        <span className="sr-only">Not for Xero yet</span>
      </span>
    );
  const { label, tone, icon } = standing;
  return (
    <Popover
      label={`${name} in Xero`}
      trigger={
        <button
          type="button"
          aria-label={`Xero: ${label}, ${name}`}
          className="inline-flex min-h-6 min-w-6 items-center justify-center rounded-sm align-middle hover:brightness-95 data-[state=open]:ring-1 data-[state=open]:ring-line-strong dark:hover:brightness-125"
        >
          <Badge tone={tone} icon={icon}>
            <span className={clsx(short && "max-md:sr-only")}>{label}</span>
          </Badge>
        </button>
      }
    >
      <StandingDetails target={target} place={place} />
    </Popover>
  );
}
