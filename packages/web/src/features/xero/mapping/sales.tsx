import type { VatRate } from "@practice-hub/core/invoice/schema";
import { clsx } from "clsx";
import { useState } from "react";
import { Checkbox } from "../../../ui/form/choice.tsx";
import { VAT_WORDS } from "../../invoice/words.ts";
import { type ChoiceProps, EntryChoice, salesAccounts } from "./choice.tsx";
import { isSplit, oneAccount, VAT_RATES, withAccount, withLine } from "./draft.ts";

/** Account and tax rate of invoice lines: one account for all of them, unless somebody wants one for each VAT rate. */
export function SalesLines({ view, draft, onChange }: ChoiceProps) {
  const [opened, setOpened] = useState(false);
  const split = opened || isSplit(draft);
  const accounts = salesAccounts(view);
  const problem = (part: "account" | "taxRate", rate: VatRate): string | undefined => {
    const stored = view.mapping.lines[rate];
    const isStored =
      part === "account"
        ? stored?.accountCode === draft.lines[rate].accountCode
        : stored?.taxType === draft.lines[rate].taxType;
    return isStored ? view.problems.find((one) => one.part === part && one.vatRate === rate)?.words : undefined;
  };
  const taxRates = (rate: VatRate) =>
    view.taxRates
      .filter(({ fits }) => fits.includes(rate))
      .map(({ taxType, name, percent }) => ({
        value: taxType,
        label: name.includes("%") ? name : `${name} (${percent} %)`,
      }));
  return (
    <div className="space-y-4">
      {split ? null : (
        <EntryChoice
          name="account"
          label="Sales account"
          className="max-w-md"
          hint="A line with an account code of its own keeps it."
          error={problem("account", "standard")}
          value={oneAccount(draft)}
          options={accounts}
          onChoose={(code) => onChange(withAccount(draft, code))}
        />
      )}
      <Checkbox
        label="A different account for some VAT rates"
        checked={split}
        onChange={(event) => {
          setOpened(event.target.checked);
          if (!event.target.checked) onChange(withAccount(draft, draft.lines.standard.accountCode));
        }}
      />
      <ul className="divide-y divide-line border-t border-line">
        {VAT_RATES.map((rate) => {
          const options = taxRates(rate);
          return (
            <li
              key={rate}
              className={clsx(
                "grid gap-x-4 gap-y-2 py-3 last:pb-0",
                split ? "sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]" : "sm:grid-cols-[9rem_minmax(0,1fr)]",
              )}
            >
              <h3 className="font-medium sm:pt-6">{VAT_WORDS[rate]}</h3>
              {split ? (
                <EntryChoice
                  name={`lines.${rate}.accountCode`}
                  label={<Named what="Account" rate={rate} />}
                  error={problem("account", rate)}
                  value={draft.lines[rate].accountCode}
                  options={accounts}
                  onChoose={(accountCode) => onChange(withLine(draft, rate, { accountCode }))}
                />
              ) : null}
              <EntryChoice
                name={`lines.${rate}.taxType`}
                label={<Named what="Tax rate" rate={rate} />}
                className={split ? undefined : "sm:max-w-md"}
                error={
                  problem("taxRate", rate) ??
                  (options.length === 0 && view.readAt !== null
                    ? "Xero has no tax rate for sales that is the same. Add one there, then read the lists again."
                    : undefined)
                }
                value={draft.lines[rate].taxType}
                options={options}
                onChoose={(taxType) => onChange(withLine(draft, rate, { taxType }))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The rate stands beside it for the eye, and within it for the ear. */
const Named = ({ what, rate }: { what: string; rate: VatRate }) => (
  <>
    {what} in Xero<span className="sr-only"> for {VAT_WORDS[rate]}</span>
  </>
);
