import { X } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useEffect, useRef } from "react";
import { formatPence } from "../../lib/money.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError, fieldId } from "../../ui/form/field.tsx";
import { Input, Select } from "../../ui/form/input.tsx";

/**
 * Lines made for the keyboard: Tab goes through a line, Enter adds one below, up and down move within a column.
 * @param first the field that takes the focus in a new line.
 * @param blank a new line after `before`.
 */
export function useLines<Line>(
  lines: Line[],
  onLines: (lines: Line[]) => void,
  { first, blank }: { first: string; blank: (before?: Line) => Line },
) {
  const wanted = useRef<{ index: number; field: string } | null>(null);
  useEffect(() => {
    if (wanted.current) focus(wanted.current.index, wanted.current.field);
    wanted.current = null;
  });
  const add = (after: number, line: Line = blank(lines[after])) => {
    wanted.current = { index: after + 1, field: first };
    onLines(lines.toSpliced(after + 1, 0, line));
  };
  return {
    change: (index: number, part: Partial<Line>) =>
      onLines(lines.map((line, at) => (at === index ? { ...line, ...part } : line))),
    add,
    /** One line always stays, empty if need be. */
    remove: (index: number) => {
      if (lines.length === 1) return onLines([blank()]);
      wanted.current = { index: Math.max(0, Math.min(index, lines.length - 2)), field: first };
      onLines(lines.toSpliced(index, 1));
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>, index: number, field: string) => {
      if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter") add(index);
      else if (event.key === "ArrowDown" && index < lines.length - 1) focus(index + 1, field);
      else if (event.key === "ArrowUp" && index > 0) focus(index - 1, field);
      else return;
      event.preventDefault();
    },
  };
}

const focus = (index: number, field: string) => document.getElementById(fieldId(`lines.${index}.${field}`))?.focus();

/** A net that is not known yet is a dash. */
const formatNet = (pence: number | null | undefined): string =>
  pence === null || pence === undefined ? "–" : formatPence(pence);

/** One box of a line. Its label is seen on a narrow window; on a wide one the column's head says it. */
export function Cell({
  label,
  head,
  path,
  problem,
  className,
  ...rest
}: ComponentProps<"input"> & { label: string; head: string; path: string; problem: string | undefined }) {
  const id = fieldId(path);
  return (
    <div className={`min-w-0 ${className ?? ""}`}>
      <label htmlFor={id} className="mb-1 block text-xs text-muted lg:sr-only">
        <span className="sr-only">{label.slice(0, -head.length)}</span>
        <span className="inline-block first-letter:uppercase">{head}</span>
      </label>
      <Input
        id={id}
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        className="tabular-nums"
        {...rest}
      />
      {problem ? <FieldError id={`${id}-error`}>{problem}</FieldError> : null}
    </div>
  );
}

/** One list of a line, labelled as a box is. `noun` is what a line is called: "Line", "Service". */
export function Choice<Value extends string>({
  noun,
  line,
  field,
  head,
  value,
  options,
  onChoose,
  className,
}: {
  noun: string;
  line: number;
  field: string;
  head: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  onChoose: (value: Value) => void;
  className?: string;
}) {
  const id = fieldId(`lines.${line}.${field}`);
  return (
    <div className={`min-w-0 ${className ?? ""}`}>
      <label htmlFor={id} className="mb-1 block text-xs text-muted lg:sr-only">
        <span className="sr-only">
          {noun} {line + 1}{" "}
        </span>
        <span className="inline-block first-letter:uppercase">{head}</span>
      </label>
      <Select id={id} value={value} onChange={(event) => onChoose(event.target.value as Value)}>
        {(Object.entries(options) as [Value, string][]).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** The heads of a wide window's columns; each box has its own label. */
export function LineHeads({ heads, columns }: { heads: readonly string[]; columns: string }) {
  return (
    <div
      aria-hidden="true"
      className={`hidden gap-2 border-b border-line px-4 py-2 text-xs font-medium text-muted lg:grid ${columns}`}
    >
      {heads.map((head) => (
        <span key={head} className={head === "Net" ? "text-right" : undefined}>
          {head}
        </span>
      ))}
    </div>
  );
}

/** How a line ends: what it comes to, and the way to be rid of it. */
export function LineEnd({
  noun,
  line,
  net,
  onRemove,
}: {
  noun: string;
  line: number;
  net: number | null | undefined;
  onRemove: () => void;
}) {
  return (
    <>
      <p className="self-center lg:h-8 lg:self-start lg:text-right lg:leading-8">
        <span className="text-muted lg:sr-only">Net </span>
        <span className="tabular-nums">{formatNet(net)}</span>
      </p>
      <Button
        look="quiet"
        size="icon-sm"
        className="justify-self-end lg:mt-0.5"
        aria-label={`Remove ${noun.toLowerCase()} ${line + 1}`}
        onClick={onRemove}
      >
        <X aria-hidden="true" className="size-3.5" />
      </Button>
    </>
  );
}
