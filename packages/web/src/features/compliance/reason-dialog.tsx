import { type ReactNode, useState } from "react";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Textarea } from "../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../ui/overlay/dialog.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";

/** As core/review has it: "fine" explains nothing to whoever reads it in five years. */
export const MIN_REASON = 10;

export interface ReasonDialogProps {
  title: string;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  label?: string;
  hint?: ReactNode;
  initial?: string;
  /** What will happen, and the mail that goes; a function of what was typed. */
  children?: ReactNode | ((reason: string) => ReactNode);
  onClose: () => void;
  /** Rejecting keeps the dialog open, with what was typed, and shows why. */
  onConfirm: (reason: string) => Promise<unknown>;
}

/** Asks for the reason of a decision before it is made. */
export function ReasonDialog({ label = "Reason", hint, initial = "", children, ...props }: ReasonDialogProps) {
  const [reason, setReason] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const short = reason.trim().length < MIN_REASON;
  const confirm = async () => {
    setTried(true);
    if (short) return;
    setBusy(true);
    setError(null);
    try {
      await props.onConfirm(reason.trim());
      props.onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const failure = error ? explain(error) : null;
  return (
    <Dialog open onOpenChange={props.onClose} title={props.title} wide>
      <div className="space-y-4">
        {failure ? (
          <Notice kind="bad" live title="This was not done">
            {failure.detail}
            {failure.requestId ? <RequestId id={failure.requestId} /> : null}
          </Notice>
        ) : null}
        <Field
          label={label}
          name="reason"
          hint={hint}
          error={tried && short ? `Write at least ${MIN_REASON} characters.` : undefined}
        >
          <Textarea rows={3} maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
        {typeof children === "function" ? children(reason) : children}
      </div>
      <DialogActions>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button look={props.danger ? "danger" : "primary"} busy={busy} onClick={() => void confirm()}>
          {props.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
