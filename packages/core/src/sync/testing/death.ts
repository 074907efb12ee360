/**
 * Death at a named step, inside the test's own process: from that moment on nothing that the run asks of the table or of Xero
 * leaves it any more, and nothing that was answered reaches it. What a SIGKILL does to the
 * outside world, at a thousandth of its price.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { documents } from "../../lib/table/table.ts";
import { type Step, stepsOf, stepsOfCall } from "./step.ts";

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

documents.middlewareStack.add(
  (next, context) => async (request) => {
    const life = scope.getStore();
    if (!life) return next(request);
    const command = String(context.commandName).replace(/Command$/, "");
    const [before, after] = stepsOf(command, JSON.stringify(request.input), life.keyWritten);
    reach(before);
    const answer = await next(request);
    if (after === "key written") life.keyWritten = true;
    reach(after);
    return answer;
  },
  { step: "initialize", name: "death-of-test", priority: "high" },
);

const live = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (!scope.getStore()) return live(input, init);
  const url = input instanceof Request ? input.url : String(input);
  const [before, after] = stepsOfCall(init?.method ?? "GET", url);
  reach(before);
  const answer = await live(input, init);
  const body = await answer.arrayBuffer();
  reach(after);
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
