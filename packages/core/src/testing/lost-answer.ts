/** A table that does what it is told, and whose answer is lost on the way: the SDK then asks once more. */
import { documents } from "../lib/table/table.ts";

/** Loses the answer to the next PutItem of this process. */
export function loseNextPut(): void {
  let isLost = false;
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (isLost || context.commandName !== "PutItemCommand") return answer;
      isLost = true;
      throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    },
    { step: "deserialize" },
  );
}
