/**
 * Death at a named step, inside the test's own process: from that moment on nothing that the run asks of the table or of Xero
 * leaves it any more, and nothing that was answered reaches it. What a SIGKILL does to the
 * outside world, at a thousandth of its price.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { documents } from "../../lib/table/table.ts";

/** In the order in which a run reaches them. */
export const STEPS = [
  "received",
  "lane taken",
  "rows read",
  "before the key is written",
  "key written",
  "token read",
  "before the call",
  "after the call, before it is saved",
  "before the save",
  "saved",
  "before the lane is given back",
] as const;
export type Step = (typeof STEPS)[number];

interface Life {
  dieAt: Step;
  dead: boolean;
  keyWritten: boolean;
}

class Death extends Error {
  override readonly name = "Death";
}

const scope = new AsyncLocalStorage<Life>();

function reach(step: Step | undefined): void {
  const life = scope.getStore();
  if (!life) return;
  if (step === life.dieAt) life.dead = true;
  if (life.dead) throw new Death();
}

/** What a request to the table is about, by what stands in it. */
function stepsOf(command: string, text: string): [before: Step | undefined, after: Step | undefined] {
  const life = scope.getStore();
  if (command === "PutItemCommand" && text.includes("#sync-lane")) return ["received", "lane taken"];
  if (command === "DeleteItemCommand" && text.includes("#sync-lane"))
    return ["before the lane is given back", undefined];
  if (command === "BatchGetItemCommand" && text.includes("#sync")) return [undefined, "rows read"];
  if (command === "GetItemCommand" && text.includes("#integration") && life?.keyWritten)
    return [undefined, "token read"];
  if (command !== "TransactWriteItemsCommand" || !text.includes("#sync")) return [undefined, undefined];
  if (text.includes("attemptKey") && text.includes('"ph:')) return ["before the key is written", "key written"];
  return ["before the save", "saved"];
}

documents.middlewareStack.add(
  (next, context) => async (request) => {
    if (!scope.getStore()) return next(request);
    const [before, after] = stepsOf(String(context.commandName), JSON.stringify(request.input));
    reach(before);
    const answer = await next(request);
    const life = scope.getStore();
    if (life && after === "key written") life.keyWritten = true;
    reach(after);
    return answer;
  },
  { step: "initialize", name: "death-of-test", priority: "high" },
);

const live = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (!scope.getStore()) return live(input, init);
  const writes = init?.method === "PUT" || init?.method === "POST";
  reach(writes ? "before the call" : undefined);
  const answer = await live(input, init);
  const body = await answer.arrayBuffer();
  reach(writes ? "after the call, before it is saved" : undefined);
  return new Response(body, { status: answer.status, headers: answer.headers });
};

/** Runs `work` until it reaches the step; answers whether it did. */
export async function diesAt(dieAt: Step, work: () => Promise<unknown>): Promise<boolean> {
  const life: Life = { dieAt, dead: false, keyWritten: false };
  await scope.run(life, async () => {
    try {
      await work();
    } catch (error) {
      if (!life.dead) throw error;
    }
  });
  return life.dead;
}
