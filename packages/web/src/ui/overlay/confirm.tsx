import { type ReactNode, useState } from "react";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../button.tsx";
import { RequestId } from "../status/failure.tsx";
import { Notice } from "../status/notice.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";

export interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen and what will not. */
  children: ReactNode;
  /** The verb on the button: "Archive client". */
  action: string;
  danger?: boolean;
  /** Rejecting keeps the dialog open and shows why. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that is not undone with one press. */
export function Confirm({ open, onOpenChange, title, children, action, danger, onConfirm }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const reason = error ? explain(error) : null;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      <div className="space-y-3">
        {reason ? (
          <Notice kind="bad" live title="This was not done">
            {reason.detail}
            {reason.requestId ? <RequestId id={reason.requestId} /> : null}
          </Notice>
        ) : null}
        <div className="text-muted">{children}</div>
      </div>
      <DialogActions>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button look={danger ? "danger" : "primary"} busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
