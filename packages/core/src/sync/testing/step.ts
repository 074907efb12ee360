/** The named steps of a run of a firm's lane, and how to tell them by what it asks of the table and of Xero. */

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

/** Before and after a request to the table, by its command and what stands in it. `keyWritten` says whether this run was past that. */
export function stepsOf(
  command: string,
  text: string,
  keyWritten: boolean,
): [before: Step | undefined, after: Step | undefined] {
  if (command === "PutItem" && text.includes("#sync-lane")) return ["received", "lane taken"];
  if (command === "DeleteItem" && text.includes("#sync-lane")) return ["before the lane is given back", undefined];
  if (command === "BatchGetItem" && text.includes("#sync")) return [undefined, "rows read"];
  if (command === "GetItem" && text.includes("#integration") && keyWritten) return [undefined, "token read"];
  if (command !== "TransactWriteItems" || !text.includes("#sync")) return [undefined, undefined];
  if (text.includes("attemptKey") && text.includes('"ph:')) return ["before the key is written", "key written"];
  return ["before the save", "saved"];
}

/** Before and after a call to Xero: only a write is a step. */
export function stepsOfCall(method: string, url: string): [before: Step | undefined, after: Step | undefined] {
  if (!/^(PUT|POST)$/.test(method) || !url.includes("/api.xro/")) return [undefined, undefined];
  return ["before the call", "after the call, before it is saved"];
}
