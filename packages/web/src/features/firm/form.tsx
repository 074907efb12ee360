import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useZodForm } from "../../lib/form/form.ts";
import { api } from "../../lib/request/api.ts";
import { hasCode } from "../../lib/request/problem.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Textarea } from "../../ui/form/input.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Conflict } from "../../ui/overlay/conflict.tsx";
import { boxesOf, FIRM_WORDS, type FirmField, FirmForm } from "./form-schema.ts";
import { type Firm, rememberFirm } from "./queries.ts";

const HINTS: Partial<Record<FirmField, string>> = {
  vatNumber: "With one, invoices are headed “VAT invoice”.",
  companyNumber: "As Companies House writes it.",
  iban: "For clients who pay from abroad.",
  termsDays: "From the day an invoice is issued.",
  terms: "What a new invoice says about paying.",
};

type Values = Parameters<typeof valuesOf>[0];
const valuesOf = (firm: ReturnType<typeof boxesOf>): [FirmField, string][] =>
  (Object.keys(FIRM_WORDS) as FirmField[]).map((path) => {
    const [head, tail] = path.split(".");
    const value = head === "address" && tail ? firm.address[tail as keyof typeof firm.address] : firm[path as "name"];
    return [path, value];
  });

/** Whether the profile still says what this form was opened with. */
const sameWords = (firm: Firm, opened: unknown): boolean =>
  JSON.stringify({ ...boxesOf(firm), version: 0 }) === JSON.stringify({ ...(opened as Values), version: 0 });

/** Everything that documents say about the firm, saved together. */
export function FirmDetails({ firm }: { firm: Firm }) {
  const cache = useQueryClient();
  const [conflict, setConflict] = useState<{ theirs: Firm; ours: Values } | null>(null);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: FirmForm,
    defaults: boxesOf(firm),
    labels: FIRM_WORDS,
    onSubmit: async (body) => {
      try {
        const saved = await api("PATCH /api/firm", { body });
        rememberFirm(cache, saved);
        form.reset(boxesOf(saved));
        setConflict(null);
        toastSuccess("The firm’s details are saved");
      } catch (cause) {
        if (!hasCode(cause, "firm.version-conflict")) throw cause;
        const theirs = (cause.failure.document?.["current"] as Firm | undefined) ?? (await api("GET /api/firm"));
        setConflict({ theirs, ours: form.getValues() });
      }
    },
  });
  // The logo is saved by itself and moves the version: what is typed here goes on from there.
  useEffect(() => {
    if (!form.formState.isDirty) form.reset(boxesOf(firm));
    else if (sameWords(firm, form.formState.defaultValues)) form.setValue("version", firm.version);
  }, [form, firm]);
  const box = (path: FirmField, { optional = true, ...rest }: { optional?: boolean; className?: string } = {}) => (
    <Field
      key={path}
      label={FIRM_WORDS[path]}
      name={path}
      hint={HINTS[path]}
      optional={optional}
      error={error(path)}
      {...rest}
    >
      {path === "terms" ? (
        <Textarea maxLength={1000} {...form.register(path)} />
      ) : (
        <Input inputMode={path === "termsDays" ? "numeric" : undefined} autoComplete="off" {...form.register(path)} />
      )}
    </Field>
  );
  const saved = conflict ? valuesOf(boxesOf(conflict.theirs)) : [];
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <ErrorSummary {...summary} />
      <Panel title="Name and address" id="firm-name">
        <div className="grid gap-4 sm:grid-cols-2">
          {box("name", { optional: false, className: "sm:col-span-2" })}
          {box("address.addressLine1")}
          {box("address.addressLine2")}
          {box("address.city")}
          {box("address.county")}
          {box("address.postcode")}
          {box("address.country")}
          {box("email")}
          {box("phone")}
        </div>
      </Panel>
      <Panel title="Registration" id="firm-registration">
        <div className="grid gap-4 sm:grid-cols-2">
          {box("vatNumber")}
          {box("companyNumber")}
        </div>
      </Panel>
      <Panel title="How clients pay you" id="firm-bank">
        <div className="grid gap-4 sm:grid-cols-2">
          {box("bankAccountName", { className: "sm:col-span-2" })}
          {box("sortCode")}
          {box("accountNumber")}
          {box("iban", { className: "sm:col-span-2" })}
          {box("termsDays", { optional: false })}
          {box("terms", { className: "sm:col-span-2" })}
        </div>
      </Panel>
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={busy}>
          Save details
        </Button>
      </div>
      {conflict ? (
        <Conflict
          what="firm"
          savedAt={undefined}
          rows={valuesOf(conflict.ours)
            .map(([field, mine], index) => ({ field: FIRM_WORDS[field], mine, saved: saved[index]?.[1] ?? "" }))
            .filter(({ mine, saved: other }) => mine !== other)}
          onMine={async () => {
            form.setValue("version", conflict.theirs.version);
            setConflict(null);
            submit();
            await Promise.resolve();
          }}
          onTheirs={() => {
            rememberFirm(cache, conflict.theirs);
            form.reset(boxesOf(conflict.theirs));
            setConflict(null);
          }}
        />
      ) : null}
    </form>
  );
}
