import { formatPence } from "../../../lib/money.ts";
import { longDate } from "../../../lib/time/date.ts";
import type { ConflictRow } from "../../../ui/overlay/conflict.tsx";
import type { Invoice } from "../queries.ts";
import { type Draft, draftOf, liveSum } from "./draft.ts";

/** Where what was typed differs from what somebody else saved, in words. */
export function conflictRows(ours: Draft, theirs: Invoice): ConflictRow[] {
  const saved = inWords(draftOf(theirs));
  return inWords(ours)
    .map(([field, mine], index) => ({ field, mine, saved: saved[index]?.[1] ?? "" }))
    .filter((row) => row.mine !== row.saved);
}

const inWords = (draft: Draft): [field: string, words: string][] => {
  const { nets } = liveSum(draft.lines);
  return [
    ["Issue date", draft.issueOn && longDate(draft.issueOn)],
    ["Due date", draft.dueOn && longDate(draft.dueOn)],
    ["PO number", draft.poNumber],
    ["Terms", draft.terms],
    ["Notes", draft.notes],
    [
      "Lines",
      draft.lines
        .map((line, index) => `${line.description}: ${formatPence(nets[index] ?? 0)}, ${line.vatRate}`)
        .join("\n"),
    ],
  ];
};
