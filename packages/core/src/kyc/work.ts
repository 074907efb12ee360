/** What is due with one check. Calls the provider and the storage: only the worker of the `kyc` queue imports this. */
import { tenantId } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import type { VerificationItem } from "./entity.ts";
import { copyFiles } from "./result/files.ts";
import { loadCheck, placeOf } from "./read.ts";
import { refresh } from "./result/refresh.ts";
import { watch } from "./watch.ts";

const TASKS: readonly [at: "refreshAt" | "filesAt" | "monitorAt", run: (row: VerificationItem) => Promise<string>][] = [
  ["refreshAt", refresh],
  ["filesAt", copyFiles],
  ["monitorAt", watch],
];

/** Does what is due, one thing after another: a result first, because the others follow from it. Says in words what came of it. */
export async function work(id: string): Promise<string> {
  const place = await placeOf(id);
  if (!place || place.tenantId !== tenantId()) return "gone";
  const done: string[] = [];
  for (const [at, run] of TASKS) {
    const row = await loadCheck(place.clientId, place.id);
    const due = row?.[at];
    if (row && due !== undefined && due <= nowIso()) done.push(await run(row));
  }
  return done.join(" ") || "not-due";
}
