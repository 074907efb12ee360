/** For tests: what a piece of work costs in the table, seen from inside the SDK. */
import { documents } from "@practice-hub/core/lib/table/table";

export interface Cost {
  /** Names of the commands, in order. */
  commands: string[];
  /** Read capacity units of all of them. */
  readUnits: number;
}

interface Capacity {
  CapacityUnits?: number;
}

/** Runs `fn` and answers what it asked of the table. Work of others in the same process counts too. */
export async function costOf(fn: () => Promise<unknown>): Promise<Cost> {
  const cost: Cost = { commands: [], readUnits: 0 };
  const name = "cost-of-test";
  documents.middlewareStack.add(
    (next, context) => async (request) => {
      const answer = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity: "TOTAL" } });
      const { ConsumedCapacity: used } = answer.output as { ConsumedCapacity?: Capacity | Capacity[] };
      cost.commands.push(String(context.commandName));
      for (const one of [used ?? []].flat()) cost.readUnits += one.CapacityUnits ?? 0;
      return answer;
    },
    { step: "initialize", name, priority: "high" },
  );
  try {
    await fn();
  } finally {
    documents.middlewareStack.remove(name);
  }
  return cost;
}
