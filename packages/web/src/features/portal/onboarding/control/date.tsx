import { Input } from "../../../../ui/form/input.tsx";

const BOXES = [
  { part: 2, label: "Day", length: 2, width: "w-16", autocomplete: "day" },
  { part: 1, label: "Month", length: 2, width: "w-16", autocomplete: "month" },
  { part: 0, label: "Year", length: 4, width: "w-24", autocomplete: "year" },
] as const;

/** Day, month and year in boxes of their own: no format to guess. The value is `YYYY-MM-DD`, whatever is missing. */
export function DateBoxes({
  id,
  value,
  onChange,
  isBirth = false,
  invalid = false,
  describedBy,
}: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  isBirth?: boolean;
  invalid?: boolean;
  /** The hint and the error, read with each box. */
  describedBy?: string | undefined;
}) {
  const parts = value === "" ? ["", "", ""] : value.split("-").map((part) => part.trim());
  const change = (at: number, typed: string) => {
    const next = parts.map((part, n) => (n === at ? typed.replaceAll(/\D/g, "") : part));
    onChange(next.every((part) => part === "") ? "" : next.join("-"));
  };
  return (
    <div className="flex gap-3">
      {BOXES.map(({ part, label, length, width, autocomplete }, n) => (
        <div key={label}>
          <label htmlFor={n === 0 ? id : `${id}-${label}`} className="mb-1 block text-sm">
            {label}
          </label>
          <Input
            id={n === 0 ? id : `${id}-${label}`}
            inputMode="numeric"
            maxLength={length}
            className={width}
            autoComplete={isBirth ? `bday-${autocomplete}` : "off"}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            value={parts[part] ?? ""}
            onChange={(event) => change(part, event.target.value)}
          />
        </div>
      ))}
    </div>
  );
}

/** Single figures get their zero, so that 27 3 1985 is a date. */
export function paddedDate(value: string): string {
  const [year = "", month = "", day = ""] = value.split("-");
  return value === "" ? "" : [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}
