import { Plus } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import { Cell, Choice, LineEnd, LineHeads, useLines } from "../../editor/lines.tsx";
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
      <LineHeads heads={HEADS} columns={COLUMNS} />
      <ol aria-label="Lines" className="divide-y divide-line">
        {lines.map((line, index) => {
          const cell = (field: string, label: string) => ({
            label: `Line ${index + 1} ${label}`,
            head: label,
            path: `lines.${index}.${field}`,
            problem: error(`lines.${index}.${field}`),
            onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onKeyDown(event, index, field),
          });
          return (
            <li key={line.key} className={`grid grid-cols-2 items-start gap-2 px-4 py-3 lg:py-2 ${COLUMNS}`}>
              <Cell
                {...cell("description", "description")}
                className="col-span-2 lg:col-span-1"
                value={line.description}
                onChange={(event) => change(index, { description: event.target.value })}
              />
              <Cell
                {...cell("quantity", "quantity")}
                inputMode="decimal"
                value={line.quantity}
                onChange={(event) => change(index, { quantity: event.target.value })}
              />
              <Cell
                {...cell("unitPricePence", "unit price")}
                inputMode="decimal"
                placeholder="0.00"
                value={line.price}
                onChange={(event) => change(index, { price: event.target.value })}
              />
              <Choice
                noun="Line"
                line={index}
                field="vatRate"
                head="VAT"
                className="col-span-2 lg:col-span-1"
                value={line.vatRate}
                options={VAT_WORDS}
                onChoose={(vatRate) => change(index, { vatRate })}
              />
              <Cell
                {...cell("accountCode", "account code")}
                value={line.accountCode}
                onChange={(event) => change(index, { accountCode: event.target.value })}
              />
              <Cell
                {...cell("discountPercent", "discount %")}
                inputMode="decimal"
                placeholder="0"
                value={line.discount}
                onChange={(event) => change(index, { discount: event.target.value })}
              />
              <LineEnd noun="Line" line={index} net={nets[index]} onRemove={() => remove(index)} />
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
