import { Library, Plus } from "lucide-react";
import { type KeyboardEvent, lazy, Suspense, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Cell, Choice, LineEnd, LineHeads, useLines } from "../../editor/lines.tsx";
import { VAT_WORDS } from "../../invoice/words.ts";
import { BILLING_WORDS } from "../../service/words.ts";
import { type DraftLine, isBlank, lineOf, newLine } from "./draft.ts";

const ServicePicker = lazy(() => import("./service-picker.tsx"));

const COLUMNS = "lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_4.25rem_6rem_7rem_9.75rem_6rem_1.75rem]";
const HEADS = ["Service", "Description", "Quantity", "Price £", "Billed", "VAT", "Net"];

/**
 * What is offered, made for the keyboard: Tab goes through a line, Enter adds one below, up and down move within a column.
 * On a narrow window each line is a small form of its own.
 */
export function OfferEditor({
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
  const [picking, setPicking] = useState(false);
  const { change, add, remove, onKeyDown } = useLines(lines, onLines, { first: "name", blank: newLine });
  return (
    <>
      <LineHeads heads={HEADS} columns={COLUMNS} />
      <ol aria-label="Services" className="divide-y divide-line">
        {lines.map((line, index) => {
          const cell = (field: string, label: string) => ({
            label: `Service ${index + 1} ${label}`,
            head: label,
            path: `lines.${index}.${field}`,
            problem: error(`lines.${index}.${field}`),
            onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onKeyDown(event, index, field),
          });
          return (
            <li key={line.key} className={`grid grid-cols-2 items-start gap-2 px-4 py-3 lg:py-2 ${COLUMNS}`}>
              <Cell
                {...cell("name", "name")}
                className="col-span-2 lg:col-span-1"
                value={line.name}
                onChange={(event) => change(index, { name: event.target.value })}
              />
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
                {...cell("unitPricePence", "price")}
                inputMode="decimal"
                placeholder="0.00"
                value={line.price}
                onChange={(event) => change(index, { price: event.target.value })}
              />
              <Choice
                noun="Service"
                line={index}
                field="billing"
                head="billed"
                value={line.billing}
                options={BILLING_WORDS}
                onChoose={(billing) => change(index, { billing })}
              />
              <Choice
                noun="Service"
                line={index}
                field="vatRate"
                head="VAT"
                value={line.vatRate}
                options={VAT_WORDS}
                onChoose={(vatRate) => change(index, { vatRate })}
              />
              <LineEnd noun="Service" line={index} net={nets[index]} onRemove={() => remove(index)} />
            </li>
          );
        })}
      </ol>
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2">
        <Button size="sm" icon={<Library aria-hidden="true" className="size-3.5" />} onClick={() => setPicking(true)}>
          Add from services
        </Button>
        <Button size="sm" icon={<Plus aria-hidden="true" className="size-3.5" />} onClick={() => add(lines.length - 1)}>
          Add line
        </Button>
        <p className="text-xs text-muted max-lg:hidden">Enter adds a line below, ↑ and ↓ move between lines.</p>
      </div>
      <Suspense>
        {picking ? (
          <ServicePicker
            onClose={() => setPicking(false)}
            onPick={(service) => {
              const filled = lines.filter((line) => !isBlank(line));
              onLines([...filled, lineOf(service)]);
              setPicking(false);
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
