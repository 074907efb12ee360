/** The one way in which a case changes: read, decide, write everything that belongs to it in one transaction, nudge. */
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from "cockatiel";
import { activity } from "../activity/index.ts";
import type { ClientItem } from "../client/entity.ts";
import { ClientPassed, statusItems } from "../client/index.ts";
import { nudgeEmail } from "../email/index.ts";
import { useActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { rowChange } from "../lib/table/row-change.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { type CaseItem, CaseRow } from "../case/entity.ts";
import { mailsOf } from "./mail.ts";
import { type LoadedCase, loadCase } from "./read.ts";
import { withKeys } from "../case/rule/due.ts";
import type { CaseEvent, CaseState } from "../case/rule/event.ts";
import { decide } from "../case/rule/machine.ts";
import { summaryOf } from "../case/rule/summary.ts";

/** Somebody else was faster. `move` reads and decides again, unless the caller named the version they looked at. */
class CasePassed extends VisibleError {
  constructor() {
    super(
      "conflict",
      "onboarding.version-conflict",
      "Somebody else changed this case in the meantime. Look at it again.",
    );
  }
}

export interface MoveOptions {
  /** The version a person looked at: when the case has another one, nothing happens and they are told. */
  version?: number | undefined;
  /** Writes that belong to the same transaction, with or without a move; made anew for every try. */
  items?: (after: CaseItem, before: CaseItem) => readonly TransactItem[] | Promise<readonly TransactItem[]>;
}

export interface Moved {
  row: CaseItem;
  before: CaseItem;
  client: ClientItem;
  /** False when the event changed nothing: it came late, or twice. */
  moved: boolean;
}

const MAX_TRIES = 6;
const onPassed = retry(
  handleWhen((error) => error instanceof CasePassed || error instanceof ClientPassed),
  {
    maxAttempts: MAX_TRIES,
    backoff: new ExponentialBackoff({ initialDelay: 10, maxDelay: 400, generator: fullJitterGenerator }),
  },
);

/**
 * Tells the case of a client of the actor's firm what happened. Case, client status, audit rows, mails and `items` are one
 * transaction. Two requests, one for the firm with mails, one transaction. Errors: `client.not-found`, `onboarding.version-conflict`,
 * and those of `decide`.
 */
export async function move(clientId: string, event: CaseEvent, options: MoveOptions = {}): Promise<Moved> {
  const { moved, mailIds, turned } = await onPassed.execute(() => attempt(clientId, event, options));
  const { tenantId } = moved.row;
  for (const id of mailIds) await nudgeEmail(id, tenantId);
  if (turned) await nudgeLane(tenantId);
  return moved;
}

interface Attempt {
  moved: Moved;
  mailIds: string[];
  turned: boolean;
}

async function attempt(clientId: string, event: CaseEvent, { version, items }: MoveOptions): Promise<Attempt> {
  const loaded = await loadCase(clientId);
  const { row: before, client } = loaded;
  if (version !== undefined && before.version !== version) throw stale(before);
  const at = nowIso();
  const verdict = decide(before, event, useActor(), at);
  const row: CaseItem = verdict.moved
    ? rowAfter(before, verdict.to, { clientName: client.name, updatedAt: at })
    : before;
  const mails = await mailsOf(verdict.effects, row, client);
  const why = summaryOf(event, row);
  const turns = verdict.effects.flatMap((effect) =>
    effect.kind === "client-status" ? statusItems(client, effect.to, at, why) : [],
  );
  await transact([
    ...(verdict.moved ? [saved(loaded, row)] : []),
    // An invitation has an audit row of its own.
    ...(verdict.moved && event.type !== "invited" ? [entry(row, event.type, why)] : []),
    ...turns,
    ...mails.flatMap((mail) => mail.items),
    ...((await items?.(row, before)) ?? []),
  ]).catch((error: unknown) => {
    throw version !== undefined && error instanceof CasePassed ? stale(before) : error;
  });
  return {
    moved: { row, before, client, moved: verdict.moved },
    mailIds: mails.map(({ id }) => id),
    turned: turns.length > 0,
  };
}

/** The next version of the row, without what the event took away. */
function rowAfter(before: CaseItem, state: CaseState, over: Pick<CaseItem, "clientName" | "updatedAt">): CaseItem {
  const merged = { ...before, ...state, ...over, version: before.version + 1 };
  return withKeys(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as CaseItem);
}

/** Not tried again: the person has to look first. */
const stale = ({ status }: CaseItem): VisibleError => {
  const { kind, code, message } = new CasePassed();
  return new VisibleError(kind, code, message, { extra: { status } });
};

const FIXED = new Set(["tenantId", "clientId", "id", "createdAt"]);

function saved({ row: before, isStored }: LoadedCase, after: CaseItem): TransactItem {
  if (!isStored) return write(CaseRow.create(after), () => new CasePassed());
  const { set, gone } = rowChange(before, after, FIXED);
  const patch = CaseRow.patch({ tenantId: before.tenantId, clientId: before.clientId }).set(set);
  const update =
    gone.length > 0 ? patch.remove(gone as Parameters<ReturnType<typeof CaseRow.patch>["remove"]>[0]) : patch;
  return write(
    update.where((attr, is) => is.eq(attr.version, before.version)),
    () => new CasePassed(),
  );
}

const entry = (row: CaseItem, type: CaseEvent["type"], summary: string): TransactItem =>
  activity({
    entityType: "onboarding",
    entityId: row.id,
    clientId: row.clientId,
    action: `onboarding.${type}`,
    summary,
  });
