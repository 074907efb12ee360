import { DeadLetterList, Redrive, Redriven } from "@practice-hub/core/dead-letter/schema";
import { PageQuery } from "@practice-hub/core/lib/schema";
import { contract, staff } from "../define.ts";

export const deadLetterContracts = {
  list: contract({
    method: "GET",
    path: "/api/dead-letters",
    actor: staff("settings:manage"),
    query: PageQuery,
    output: DeadLetterList,
    summary: "Work of the firm that was given up, by queue, the longest waiting first.",
  }),
  redrive: contract({
    method: "POST",
    path: "/api/dead-letters/redrive",
    actor: staff("settings:manage"),
    body: Redrive,
    output: Redriven,
    summary: "Tries again what was given up: everything, one queue's or one record's, up to 100 at a time.",
  }),
};
