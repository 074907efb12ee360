import { useState } from "react";
import { explain } from "../../lib/request/problem.ts";
import { relativeTime } from "../../lib/time/date.ts";
import { useNow } from "../../lib/time/now.ts";
import { Button } from "../button.tsx";
import { Notice } from "../status/notice.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";

export interface ConflictRow {
  field: string;
  saved: string;
  mine: string;
}

/** Two people changed the same record: both values side by side, and a choice. Nothing was overwritten yet. */
export function Conflict({
  what,
  savedAt,
  rows,
  onMine,
  onTheirs,
}: {
  /** `client`, `invoice`. */
  what: string;
  /** When the other person saved; ISO. */
  savedAt: string | undefined;
  rows: readonly ConflictRow[];
  /** Saves the own change over the newer record; rejecting keeps the dialog open and shows why. */
  onMine: () => Promise<unknown>;
  /** Keeps the newer record. */
  onTheirs: () => void;
}) {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const mine = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await onMine();
    } catch (error) {
      setProblem(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onTheirs}
      title={`Somebody else changed this ${what}`}
      description={
        <>
          It was saved by another person{savedAt ? ` ${relativeTime(savedAt, now)}` : ""}. Your change is not saved yet.
        </>
      }
      wide
    >
      {problem ? (
        <Notice kind="bad" live title="Your change was not saved" className="mb-3">
          {problem}
        </Notice>
      ) : null}
      {rows.length === 0 ? <p>What they saved is what you typed.</p> : <Rows rows={rows} />}
      <DialogActions>
        <Button onClick={onTheirs}>Keep what is saved</Button>
        <Button look="primary" busy={busy} onClick={() => void mine()}>
          Save my change
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Rows({ rows }: { rows: readonly ConflictRow[] }) {
  return (
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
        {rows.map(({ field, saved, mine }) => (
          <tr key={field}>
            <th scope="row" className="py-2 pr-3 align-top font-normal text-muted">
              {field}
            </th>
            <td className="py-2 pr-3 align-top break-words whitespace-pre-line">{saved || "empty"}</td>
            <td className="py-2 align-top font-medium break-words whitespace-pre-line">{mine || "empty"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
