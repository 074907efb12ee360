import { clsx } from "clsx";
import { RadioCard } from "../../../ui/form/choice.tsx";
import type { ConflictField, Side } from "./queries.ts";
import { fieldWord, valueWord } from "./words.ts";

/** What columns a wide window shows; a narrow one stacks them. */
export const COLUMNS = "sm:grid sm:grid-cols-[9rem_minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)] sm:items-start sm:gap-3";

const SIDES: readonly [Side, string][] = [
  ["ours", "Here"],
  ["theirs", "In Xero"],
];

/** One field: what it was, ours, Xero's, and which of them is right. */
export function FieldChoice({
  id,
  field: { field, base, suggested, ...values },
  side,
  problem,
  marked,
  disabled,
  onChoose,
  onMark,
}: {
  /** Of the conflict. */
  id: string;
  field: ConflictField;
  side: Side;
  problem: string | undefined;
  /** The keys 1 and 2 choose for this one. */
  marked: boolean;
  disabled: boolean;
  onChoose: (side: Side) => void;
  onMark: () => void;
}) {
  const word = fieldWord(field);
  return (
    <fieldset
      aria-describedby={problem ? `${id}-${field}-problem` : undefined}
      className={clsx("min-w-0 space-y-2 px-4 py-3 sm:space-y-0", COLUMNS, marked && "bg-hover")}
      data-field={`${id}.${field}`}
    >
      <legend className="sr-only">{word}</legend>
      <p aria-hidden="true" className="font-medium sm:pt-2.5 sm:font-normal sm:text-muted">
        {word}
      </p>
      <p className="text-muted sm:pt-2.5">
        <span className="sm:sr-only">Before: </span>
        <span className="wrap-anywhere">{valueWord(base)}</span>
      </p>
      {SIDES.map(([one, where]) => (
        <RadioCard
          key={one}
          name={`${id}.${field}`}
          label={<span className="wrap-anywhere">{valueWord(values[one])}</span>}
          hint={
            <span className="text-xs text-muted">
              {where}
              {one === suggested ? " · suggested" : ""}
            </span>
          }
          className="min-w-0"
          checked={side === one}
          disabled={disabled}
          onFocus={onMark}
          onChange={() => onChoose(one)}
        />
      ))}
      {problem ? (
        <p id={`${id}-${field}-problem`} className="text-bad sm:col-span-2 sm:col-start-3">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}
