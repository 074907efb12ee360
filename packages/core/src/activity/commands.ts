import { actorLabel, type Actor, useActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { ActivityRow } from "./entity.ts";
import type { ActivityAction, Change } from "./schema.ts";

export interface NewActivity {
  /** `client`, `invitation`, `email`, `member`, `firm`. */
  entityType: string;
  entityId: string;
  /** The client on whose timeline it belongs. */
  clientId?: string | undefined;
  action: ActivityAction;
  /** One sentence, without personal data beyond what the record itself shows. */
  summary: string;
  changes?: Change[];
}

const MAX_CHANGES = 40;
const MAX_VALUE = 300;
const clip = (value: string | null) =>
  value !== null && value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;

/** The audit row of a command, to be written in the command's own transaction. `by` is the actor in force unless given. */
export function activity(entry: NewActivity, by: Actor = useActor()): TransactItem {
  if (!by.tenantId) throw new Error("no tenant: an activity belongs to a firm");
  const { kind, id } = actorLabel(by);
  return write(
    ActivityRow.create({
      tenantId: by.tenantId,
      id: newId("act"),
      at: nowIso(),
      entityType: entry.entityType,
      entityId: entry.entityId,
      clientId: entry.clientId ?? "",
      action: entry.action,
      actorKind: kind,
      actorId: id,
      ...(by.kind === "staff" || by.kind === "portal" ? { actorName: by.name } : {}),
      summary: entry.summary,
      changes: (entry.changes ?? [])
        .slice(0, MAX_CHANGES)
        .map(({ field, before, after }) => ({ field, before: clip(before), after: clip(after) })),
    }),
  );
}
