/** The history of a firm's runs: what each did, and what stopped it. Runs that found nothing to do leave no row. */
import { CustomAttributeType, Entity } from "electrodb";
import { noteSynced } from "../connection/index.ts";
import { DAY_MS, nowIso, ttlIn } from "../lib/clock.ts";
import { newUlid } from "../lib/id.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import type { LaneOutcome } from "./budget.ts";
import type { RunCounts, SyncRun } from "./schema.ts";
import type { SyncKind } from "../outbox/schema.ts";

const KEPT_MS = 30 * DAY_MS;

const RunRow = new Entity(
  {
    model: { service: "practice-hub", entity: "sync-run", version: "1" },
    attributes: {
      tenantId: { type: "string", required: true },
      id: { type: "string", required: true },
      startedAt: { type: "string", required: true },
      endedAt: { type: "string", required: true },
      by: { type: ["background", "interactive"] as const, required: true },
      counts: { type: CustomAttributeType<RunCounts>("any"), required: true },
      outcome: { type: ["idle", "more", "wait"] as const, required: true },
      stoppedBy: { type: "string" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#sync-run", "${id}"),
    },
  } as const,
  electro,
);

/** One run under way. */
export interface Run {
  startedAt: string;
  by: "background" | "interactive";
  counts: RunCounts;
  stoppedBy: string | null;
  /** Counts one record that was pushed, or could not be. */
  count: (kind: SyncKind, what: "synced" | "failed") => void;
  /** Counts what came from Xero. */
  pulled: (records: number) => void;
  /** A code of why it could not go on. */
  stopped: (code: string) => void;
}

export function beginRun(by: Run["by"]): Run {
  const counts: RunCounts = { contact: 0, invoice: 0, payment: 0, failed: 0, pulled: 0 };
  const run: Run = {
    startedAt: nowIso(),
    by,
    counts,
    stoppedBy: null,
    count: (kind, what) => {
      counts[what === "synced" ? kind : "failed"] += 1;
    },
    pulled: (records) => {
      counts.pulled += records;
    },
    stopped: (code) => {
      run.stoppedBy = code;
    },
  };
  return run;
}

/** Keeps the run, when it did something or was stopped. */
export async function endRun(tenantId: string, run: Run, outcome: LaneOutcome): Promise<void> {
  const { startedAt, by, counts, stoppedBy } = run;
  if (Object.values(counts).every((count) => count === 0) && stoppedBy === null) return;
  await noteSynced(tenantId, "xero");
  await RunRow.put({
    tenantId,
    id: newUlid(),
    startedAt,
    endedAt: nowIso(),
    by,
    counts,
    outcome: outcome.kind,
    ...(stoppedBy === null ? {} : { stoppedBy }),
    ttl: ttlIn(KEPT_MS),
  }).go();
}

/** Newest first. One request. */
export async function listRuns(tenantId: string, query: PageQuery): Promise<Page<SyncRun>> {
  const page = await readPage(() =>
    RunRow.query.byId({ tenantId }).go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }),
  );
  return {
    ...page,
    items: page.items.map(({ id, startedAt, endedAt, by, counts, outcome, stoppedBy }) => ({
      id,
      startedAt,
      endedAt,
      by,
      counts,
      outcome,
      stoppedBy: stoppedBy ?? null,
    })),
  };
}
