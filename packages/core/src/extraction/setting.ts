/** The firm's switch for reading documents by machine. Off until somebody who may manage settings turns it on. */
import { activity } from "../activity/index.ts";
import { requireStaff, tenantId } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { settled } from "../lib/idempotency.ts";
import { transact, write } from "../lib/table/transact.ts";
import { FAILURES, type FailureCode } from "../provider/gemini/fault.ts";
import { ReadingMonthRow, type ReadingSettingItem, ReadingSettingRow } from "./entity.ts";
import { type ReadingSetting, ReadingSettingUpdate } from "./schema.ts";

export const monthOf = (at: string): string => at.slice(0, 7);

/** Whether the actor's firm lets documents be read. One request. */
export async function isEnabled(): Promise<boolean> {
  const { data } = await ReadingSettingRow.get({ tenantId: tenantId() }).go({ consistent: true });
  return data?.enabled ?? false;
}

/** The switch, and what this month's readings took. Two requests, at once. */
export async function setting(): Promise<ReadingSetting> {
  requireStaff("activity:read");
  return read();
}

async function read(): Promise<ReadingSetting> {
  const key = { tenantId: tenantId() };
  const [{ data: row }, { data: month }] = await Promise.all([
    ReadingSettingRow.get(key).go({ consistent: true }),
    ReadingMonthRow.get({ ...key, month: monthOf(nowIso()) }).go(),
  ]);
  return {
    enabled: row?.enabled ?? false,
    version: row?.version ?? 0,
    changedAt: row?.changedAt ?? null,
    trouble: FAILURES[month?.failure as FailureCode] ?? null,
    month: {
      documents: month?.documents ?? 0,
      inputTokens: month?.inputTokens ?? 0,
      outputTokens: month?.outputTokens ?? 0,
      costMicroUsd: month?.costMicroUsd ?? 0,
    },
  };
}

/** Turns it on or off, at the version it was read. Error: `extraction.version-conflict`. Three requests. */
export async function update(input: ReadingSettingUpdate): Promise<ReadingSetting> {
  const { tenantId: firm, userId } = requireStaff("settings:manage");
  const { enabled, version } = ReadingSettingUpdate.parse(input);
  const before = await read();
  if (before.version !== version) throw passed();
  const row: ReadingSettingItem = {
    tenantId: firm,
    enabled,
    version: version + 1,
    changedAt: nowIso(),
    changedBy: userId,
  };
  const after = { ...before, enabled, version: row.version, changedAt: row.changedAt };
  await transact([
    write(
      ReadingSettingRow.put(row).where((one, is) =>
        version === 0 ? is.notExists(one.version) : is.eq(one.version, version),
      ),
      passed,
    ),
    activity({
      entityType: "firm",
      entityId: firm,
      action: "integration.updated",
      summary: `Reading identity documents by machine turned ${enabled ? "on" : "off"}`,
      changes: [{ field: "documentReading", before: String(before.enabled), after: String(enabled) }],
    }),
    ...settled(after),
  ]);
  return after;
}

const passed = (): VisibleError =>
  new VisibleError(
    "conflict",
    "extraction.version-conflict",
    "Somebody else changed this in the meantime. Load the page anew and repeat your change.",
  );
