/** What the worker does with a nudge: takes the import, carries its phase as far as the time allows, and leaves the rest due. */
import { withActor } from "../lib/actor.ts";
import { nudge } from "../lib/queue.ts";
import { check } from "./check/check.ts";
import { fill } from "./fill.ts";
import { finish, hold, type Held, IMPORT_QUEUE, release, TurnLost } from "./lease.ts";

/** A file that ends its worker this often is not tried again. */
const MAX_ATTEMPTS = 6;

/** Works on one import if it is due. `deadlineAt` (epoch ms) is when it must stop beginning pages. */
export async function runImport(tenantId: string, id: string, deadlineAt: number): Promise<string> {
  const held = await hold(tenantId, id);
  if (!held) return "not-due";
  try {
    return await withActor(held.row.by, () => work(held, deadlineAt));
  } catch (error) {
    if (error instanceof TurnLost) return "turn-lost";
    throw error;
  }
}

async function work(held: Held, deadlineAt: number): Promise<string> {
  const { tenantId, id, status, attempts } = held.row;
  if (attempts > MAX_ATTEMPTS) {
    const refusal = "This import stopped several times without getting further, and was given up.";
    await finish(held, { status: "refused", refusal });
    return "given-up";
  }
  if (status === "checking") return check(held);
  const left = await fill(held, deadlineAt);
  if (left.outcome === "more") {
    await release(left.held);
    await nudge(IMPORT_QUEUE, { tenantId, id });
  }
  return left.outcome;
}
