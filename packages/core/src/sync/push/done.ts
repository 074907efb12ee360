/** Settling a batch and counting it for the run. */
import type { Push } from "./send.ts";
import { type Result, settle, type Settled } from "./settle.ts";

const FAILED = new Set<Result["kind"]>(["error", "conflict"]);

export async function done(push: Push, settled: readonly Settled[]): Promise<void> {
  await settle(settled);
  for (const { row, result } of settled) {
    if (result.kind === "synced" || result.kind === "ignored") push.count(row.kind, "synced");
    if (FAILED.has(result.kind)) push.count(row.kind, "failed");
  }
}
