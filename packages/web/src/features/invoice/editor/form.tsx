import type { ReactNode } from "react";
import { useTitle } from "../../../lib/title.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary, type Summary } from "../../../ui/form/error-summary.tsx";
import { Field, FieldError, fieldId } from "../../../ui/form/field.tsx";
import { Input, Textarea } from "../../../ui/form/input.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Totals } from "../figures.tsx";
import { ClientChooser } from "../../editor/client-chooser.tsx";
import { type Draft, liveSum } from "./draft.ts";
import { LineEditor } from "./lines.tsx";

export interface EditorFormProps {
  title: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  /** What may change: everything of a new one, no client of a saved draft, no money of an approved one. */
  scope: "new" | "draft" | "details";
  summary: Summary;
  busy: boolean;
  onSave: () => void;
  saveWords: string;
  cancel: ReactNode;
}

/** The boxes of an invoice with its totals as they are typed. Ctrl or ⌘ with Enter saves. */
export function EditorForm({
  title,
  draft,
  onDraft,
  scope,
  summary,
  busy,
  onSave,
  saveWords,
  cancel,
}: EditorFormProps) {
  const failed = Boolean(summary.message ?? summary.fields?.length);
  useTitle(title, { error: failed });
  const error = (path: string) => summary.fields?.find((field) => field.path === path)?.message;
  const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const sum = liveSum(draft.lines);
  return (
    // The keys of the whole form; every control in it works without them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (!busy) onSave();
      }}
    >
      <ErrorSummary {...summary} />
      <Panel>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_1fr_1fr_1fr]">
          <Field label="Client" name="clientId" error={error("clientId")}>
            {scope === "new" ? (
              <ClientChooser
                chosen={{ id: draft.clientId, name: draft.clientName }}
                onChoose={({ id, name }) => set({ clientId: id, clientName: name })}
              />
            ) : (
              <Input readOnly value={draft.clientName} />
            )}
          </Field>
          <Field label="Issue date" name="issueOn" error={error("issueOn")}>
            <Input
              type="date"
              readOnly={scope === "details"}
              value={draft.issueOn}
              onChange={(event) => set({ issueOn: event.target.value })}
            />
          </Field>
          <Field label="Due date" name="dueOn" error={error("dueOn")}>
            <Input type="date" value={draft.dueOn} onChange={(event) => set({ dueOn: event.target.value })} />
          </Field>
          <Field label="PO number" name="poNumber" optional error={error("poNumber")}>
            <Input
              autoComplete="off"
              value={draft.poNumber}
              onChange={(event) => set({ poNumber: event.target.value })}
            />
          </Field>
        </div>
      </Panel>
      {scope === "details" ? null : (
        <Panel flush title="Lines" id={fieldId("lines")}>
          <LineEditor lines={draft.lines} nets={sum.nets} onLines={(lines) => set({ lines })} error={error} />
          {error("lines") ? (
            <div className="px-4 pb-2">
              <FieldError>{error("lines")}</FieldError>
            </div>
          ) : null}
          <div className="border-t border-line px-4 py-3">
            <Totals sums={sum} />
            {sum.left > 0 ? (
              <p className="text-right text-xs text-muted">
                {sum.left === 1 ? "One line is" : `${sum.left} lines are`} not priced yet and not counted.
              </p>
            ) : null}
          </div>
        </Panel>
      )}
      <Panel>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Terms" name="terms" optional error={error("terms")}>
            <Textarea value={draft.terms} onChange={(event) => set({ terms: event.target.value })} />
          </Field>
          <Field label="Notes for the client" name="notes" optional error={error("notes")}>
            <Textarea value={draft.notes} onChange={(event) => set({ notes: event.target.value })} />
          </Field>
        </div>
      </Panel>
      <div className="flex flex-wrap justify-end gap-2">
        {cancel}
        <Button type="submit" look="primary" busy={busy}>
          {saveWords}
        </Button>
      </div>
    </form>
  );
}
