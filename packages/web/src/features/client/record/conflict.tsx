import { useState } from "react";
import { relativeTime } from "../../../lib/time/date.ts";
import { useNow } from "../../../lib/time/now.ts";
import { explain } from "../../../lib/request/problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/overlay/dialog.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { FIELD_WORDS, flatFields } from "../field-words.ts";
import type { Save } from "./save.ts";

/** Two people changed the same client: both values side by side, and a choice. Nothing was overwritten yet. */
export function Conflict({ save }: { save: Save }) {
  const { conflict, overwrite, keepTheirs } = save;
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!conflict) return null;
  const ours = flatFields(conflict.ours);
  const theirs = flatFields(conflict.theirs);
  const mine = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await overwrite();
    } catch (error) {
      setProblem(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={keepTheirs}
      title="Somebody else changed this client"
      description={
        <>
          It was saved by another person {relativeTime(conflict.theirs.updatedAt, now)}. Your change is not saved yet.
        </>
      }
      wide
    >
      {problem ? (
        <Notice kind="bad" live title="Your change was not saved" className="mb-3">
          {problem}
        </Notice>
      ) : null}
      <table className="w-full text-left">
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
          {Object.entries(ours).map(([field, value]) => (
            <tr key={field}>
              <th scope="row" className="py-2 pr-3 align-top font-normal text-muted">
                {FIELD_WORDS[field] ?? field}
              </th>
              <td className="py-2 pr-3 align-top break-words">{theirs[field] ?? "empty"}</td>
              <td className="py-2 align-top font-medium break-words">{value ?? "empty"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <DialogActions>
        <Button onClick={keepTheirs}>Keep what is saved</Button>
        <Button look="primary" busy={busy} onClick={() => void mine()}>
          Save my change
        </Button>
      </DialogActions>
    </Dialog>
  );
}
