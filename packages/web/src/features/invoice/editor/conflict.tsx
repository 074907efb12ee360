import { useState } from "react";
import { formatPence } from "../../../lib/money.ts";
import { longDate, relativeTime } from "../../../lib/time/date.ts";
import { useNow } from "../../../lib/time/now.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/overlay/dialog.tsx";
import type { Invoice } from "../queries.ts";
import { type Draft, draftOf, liveSum } from "./draft.ts";

/** Two people changed the same invoice: both values side by side, and a choice. Nothing was overwritten yet. */
export function Conflict({
  ours,
  theirs,
  onMine,
  onTheirs,
}: {
  ours: Draft;
  theirs: Invoice;
  onMine: () => Promise<void>;
  onTheirs: () => void;
}) {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const saved = inWords(draftOf(theirs));
  const rows = inWords(ours)
    .map(([field, mine], index) => ({ field, mine, other: saved[index]?.[1] ?? "" }))
    .filter(({ mine, other }) => mine !== other);
  return (
    <Dialog
      open
      onOpenChange={onTheirs}
      title="Somebody else changed this invoice"
      description={
        <>It was saved by another person {relativeTime(theirs.updatedAt, now)}. Your change is not saved yet.</>
      }
      wide
    >
      {rows.length === 0 ? (
        <p>What they saved is what you typed.</p>
      ) : (
        <table className="w-full text-left tabular-nums">
          <thead>
            <tr className="text-xs text-muted">
              <th scope="col" className="py-1 pr-3 font-medium">
                Field
              </th>
              <th scope="col" className="py-1 pr-3 font-medium">
                Saved now
              </th>
              <th scope="col" className="py-1 font-medium">
                Your change
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ field, mine, other }) => (
              <tr key={field}>
                <th scope="row" className="py-2 pr-3 align-top font-normal text-muted">
                  {field}
                </th>
                <td className="py-2 pr-3 align-top break-words whitespace-pre-line">{other || "empty"}</td>
                <td className="py-2 align-top font-medium break-words whitespace-pre-line">{mine || "empty"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <DialogActions>
        <Button onClick={onTheirs}>Keep what is saved</Button>
        <Button
          look="primary"
          busy={busy}
          onClick={() => {
            setBusy(true);
            void onMine().finally(() => setBusy(false));
          }}
        >
          Save my change
        </Button>
      </DialogActions>
    </Dialog>
  );
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
