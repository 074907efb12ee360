import { type ComponentProps, type KeyboardEvent, useEffect, useRef } from "react";
import { formatPence } from "../../lib/money.ts";
import { FieldError, fieldId } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

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
export const formatNet = (pence: number | null | undefined): string =>
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
