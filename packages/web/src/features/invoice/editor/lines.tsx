import { Plus, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import { fieldId } from "../../../ui/form/field.tsx";
import { Select } from "../../../ui/form/input.tsx";
import { Cell, formatNet, useLines } from "../../editor/lines.tsx";
import { VAT_WORDS } from "../words.ts";
import { type DraftLine, newLine } from "./draft.ts";

const COLUMNS = "lg:grid-cols-[minmax(0,1fr)_4.25rem_6rem_9.75rem_4.5rem_4rem_6rem_1.75rem]";
const HEADS = ["Description", "Quantity", "Unit price £", "VAT", "Account", "Disc. %", "Net"];

/**
 * The lines, made for the keyboard: Tab goes through a line, Enter adds one below, up and down move within a column.
 * On a narrow window each line is a small form of its own.
 */
export function LineEditor({
  lines,
  nets,
  onLines,
  error,
}: {
  lines: DraftLine[];
  nets: (number | null)[];
  onLines: (lines: DraftLine[]) => void;
  error: (path: string) => string | undefined;
}) {
  const { change, add, remove, onKeyDown } = useLines(lines, onLines, { first: "description", blank: newLine });
  return (
    <>
      <div
        aria-hidden="true"
        className={`hidden gap-2 border-b border-line px-4 py-2 text-xs font-medium text-muted lg:grid ${COLUMNS}`}
      >
        {HEADS.map((head) => (
          <span key={head} className={head === "Net" ? "text-right" : undefined}>
            {head}
          </span>
        ))}
      </div>
      <ol aria-label="Lines" className="divide-y divide-line">
        {lines.map((line, index) => {
          const cell = (field: string, label: string) => ({
            label: `Line ${index + 1} ${label}`,
            head: label,
            path: `lines.${index}.${field}`,
            problem: error(`lines.${index}.${field}`),
          });
          const box = (field: string) => ({
            onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onKeyDown(event, index, field),
          });
          return (
            <li key={line.key} className={`grid grid-cols-2 items-start gap-2 px-4 py-3 lg:py-2 ${COLUMNS}`}>
              <Cell
                {...cell("description", "description")}
                {...box("description")}
                className="col-span-2 lg:col-span-1"
                value={line.description}
                onChange={(event) => change(index, { description: event.target.value })}
              />
              <Cell
                {...cell("quantity", "quantity")}
                {...box("quantity")}
                inputMode="decimal"
                value={line.quantity}
                onChange={(event) => change(index, { quantity: event.target.value })}
              />
              <Cell
                {...cell("unitPricePence", "unit price")}
                {...box("unitPricePence")}
                inputMode="decimal"
                placeholder="0.00"
                value={line.price}
                onChange={(event) => change(index, { price: event.target.value })}
              />
              <div className="col-span-2 min-w-0 lg:col-span-1">
                <label htmlFor={fieldId(`lines.${index}.vatRate`)} className="mb-1 block text-xs text-muted lg:sr-only">
                  <span className="sr-only">Line {index + 1} </span>VAT
                </label>
                <Select
                  id={fieldId(`lines.${index}.vatRate`)}
                  value={line.vatRate}
                  onChange={(event) => change(index, { vatRate: event.target.value as DraftLine["vatRate"] })}
                >
                  {Object.entries(VAT_WORDS).map(([rate, label]) => (
                    <option key={rate} value={rate}>
                      {label}
                    </option>
                  ))}
                </Select>
              </div>
              <Cell
                {...cell("accountCode", "account code")}
                {...box("accountCode")}
                value={line.accountCode}
                onChange={(event) => change(index, { accountCode: event.target.value })}
              />
              <Cell
                {...cell("discountPercent", "discount %")}
                {...box("discountPercent")}
                inputMode="decimal"
                placeholder="0"
                value={line.discount}
                onChange={(event) => change(index, { discount: event.target.value })}
              />
              <p className="self-center lg:h-8 lg:self-start lg:text-right lg:leading-8">
                <span className="text-muted lg:sr-only">Net </span>
                <span className="tabular-nums">{formatNet(nets[index])}</span>
              </p>
              <Button
                look="quiet"
                size="icon-sm"
                className="justify-self-end lg:mt-0.5"
                aria-label={`Remove line ${index + 1}`}
                onClick={() => remove(index)}
              >
                <X aria-hidden="true" className="size-3.5" />
              </Button>
            </li>
          );
        })}
      </ol>
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2">
        <Button size="sm" icon={<Plus aria-hidden="true" className="size-3.5" />} onClick={() => add(lines.length - 1)}>
          Add line
        </Button>
        <p className="text-xs text-muted max-lg:hidden">Enter adds a line below, ↑ and ↓ move between lines.</p>
      </div>
    </>
  );
}
