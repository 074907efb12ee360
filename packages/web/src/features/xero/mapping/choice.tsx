import type { ComponentProps, ReactNode } from "react";
import { Field } from "../../../ui/form/field.tsx";
import { Select } from "../../../ui/form/input.tsx";
import type { Draft } from "./draft.ts";
import type { MappingAnswer } from "./query.ts";

interface Option {
  value: string;
  label: string;
}

/** One of Xero's entries. What is chosen and no longer there stays in the list, so that nothing changes by being looked at. */
export function EntryChoice({
  name,
  label,
  value,
  options,
  gone = value,
  onChoose,
  ...field
}: {
  name: string;
  label: ReactNode;
  value: string;
  options: readonly Option[];
  /** What to call the chosen one when it is no longer there. */
  gone?: string;
  onChoose: (value: string) => void;
} & Pick<ComponentProps<typeof Field>, "hint" | "error" | "className">) {
  const isGone = value !== "" && options.every((option) => option.value !== value);
  return (
    <Field name={name} label={label} {...field}>
      <Select value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">Choose…</option>
        {isGone ? <option value={value}>{gone} (not in Xero’s list)</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export interface ChoiceProps {
  view: MappingAnswer;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

export const salesAccounts = ({ accounts }: MappingAnswer): Option[] =>
  accounts.flatMap(({ code, name, forSales }) =>
    forSales && code !== null ? [{ value: code, label: `${code} ${name}` }] : [],
  );

/** Where payments that are recorded here arrive in Xero. */
export function PaymentAccount({ view, draft, onChange }: ChoiceProps) {
  const options = view.accounts
    .filter(({ forPayments }) => forPayments)
    .map(({ id, code, name, type }) => ({
      value: id,
      label: `${code ? `${code} ` : ""}${name}${type === "BANK" ? " (bank)" : ""}`,
    }));
  const problem = view.problems.find(({ part }) => part === "paymentAccount");
  const isStored = draft.paymentAccountId === view.mapping.paymentAccountId;
  return (
    <EntryChoice
      name="paymentAccountId"
      label="Account that payments go to"
      className="max-w-md"
      hint={
        options.length === 0 && view.readAt !== null
          ? "Xero has no bank account, and no account on which payments are switched on. Add one there, then read the lists again."
          : "The bank account your clients pay into. Payments found in Xero keep the account they are on."
      }
      error={isStored ? problem?.words : undefined}
      value={draft.paymentAccountId}
      options={options}
      gone="The account chosen before"
      onChoose={(paymentAccountId) => onChange({ ...draft, paymentAccountId })}
    />
  );
}
