import type { ReactNode } from "react";
import { useTitle } from "../../../lib/title.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary, type Summary } from "../../../ui/form/error-summary.tsx";
import { Field, FieldError, fieldId } from "../../../ui/form/field.tsx";
import { Input, Textarea } from "../../../ui/form/input.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { ClientChooser } from "../../editor/client-chooser.tsx";
import { OfferTotals } from "../figures.tsx";
import { type Draft, liveSum } from "./draft.ts";
import { OfferEditor } from "./lines.tsx";

/** The boxes of a proposal with its totals as they are typed. Ctrl or ⌘ with Enter saves. */
export function ProposalForm({
  title,
  draft,
  onDraft,
  summary,
  busy,
  onSave,
  cancel,
}: {
  title: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  summary: Summary;
  busy: boolean;
  onSave: () => void;
  cancel: ReactNode;
}) {
  useTitle(title, { error: Boolean(summary.message ?? summary.fields?.length) });
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
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_1fr]">
          <Field label="Client" name="clientId" error={error("clientId")}>
            {draft.version === 0 ? (
              <ClientChooser
                chosen={{ id: draft.clientId, name: draft.clientName }}
                onChoose={({ id, name }) => set({ clientId: id, clientName: name })}
              />
            ) : (
              <Input readOnly value={draft.clientName} />
            )}
          </Field>
          <Field label="Title" name="title" error={error("title")}>
            <Input
              autoComplete="off"
              placeholder="Accounts and payroll"
              value={draft.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          </Field>
          <Field label="Valid until" name="validUntilOn" error={error("validUntilOn")}>
            <Input
              type="date"
              value={draft.validUntilOn}
              onChange={(event) => set({ validUntilOn: event.target.value })}
            />
          </Field>
          <Field
            label="Introduction"
            name="introduction"
            optional
            error={error("introduction")}
            className="sm:col-span-2 lg:col-span-3"
          >
            <Textarea value={draft.introduction} onChange={(event) => set({ introduction: event.target.value })} />
          </Field>
        </div>
      </Panel>
      <Panel flush title="Services" id={fieldId("lines")}>
        <OfferEditor lines={draft.lines} nets={sum.nets} onLines={(lines) => set({ lines })} error={error} />
        {error("lines") ? (
          <div className="px-4 pb-2">
            <FieldError>{error("lines")}</FieldError>
          </div>
        ) : null}
        <div className="border-t border-line px-4 py-3">
          <OfferTotals sums={sum.byBilling} firstYearPence={sum.firstYearPence} />
          {sum.left > 0 ? (
            <p className="text-right text-xs text-muted">
              {sum.left === 1 ? "One line is" : `${sum.left} lines are`} not priced yet and not counted.
            </p>
          ) : null}
        </div>
      </Panel>
      <Panel>
        <Field
          label="Terms"
          name="terms"
          optional
          hint="What the client agrees to besides the services and prices."
          error={error("terms")}
        >
          <Textarea className="min-h-32" value={draft.terms} onChange={(event) => set({ terms: event.target.value })} />
        </Field>
      </Panel>
      <div className="flex flex-wrap justify-end gap-2">
        {cancel}
        <Button type="submit" look="primary" busy={busy}>
          Save draft
        </Button>
      </div>
    </form>
  );
}
