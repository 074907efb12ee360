import { type FormEvent, useState } from "react";
import { plusDays, today } from "../../../lib/time/day.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { lastThirtyDays, type Range } from "./queries.ts";

const YEAR_DAYS = 366;

const startOf = (day: string): string => `${day.slice(0, 7)}-01`;
const lastMonth = (): Range => {
  const to = plusDays(startOf(today()), -1);
  return { from: startOf(to), to };
};

const CHOICES: readonly { label: string; range: () => Range }[] = [
  { label: "Last 30 days", range: lastThirtyDays },
  { label: "This month", range: () => ({ from: startOf(today()), to: today() }) },
  { label: "Last month", range: lastMonth },
];

/** Which days to show. What cannot be asked is said before Xero is. Give it the range as `key`. */
export function RangeForm({ range, onRange }: { range: Range; onRange: (range: Range) => void }) {
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(range.to);
  const [error, setError] = useState<string>();
  const show = (event: FormEvent) => {
    event.preventDefault();
    const problem = problemOf({ from, to });
    setError(problem);
    if (problem === undefined) onRange({ from, to });
  };
  return (
    <form className="mb-3 flex flex-wrap items-start gap-x-3 gap-y-2" onSubmit={show} noValidate>
      <Field label="From" name="from" error={error} className="max-w-56">
        <Input type="date" className="w-40!" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="To" name="to">
        <Input type="date" className="w-40!" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <span className="flex flex-wrap gap-1 sm:mt-6">
        <Button type="submit" className="mr-2">
          Show
        </Button>
        {CHOICES.map((choice) => (
          <Button key={choice.label} look="quiet" onClick={() => onRange(choice.range())}>
            {choice.label}
          </Button>
        ))}
      </span>
    </form>
  );
}

function problemOf({ from, to }: Range): string | undefined {
  if (from === "" || to === "") return "Enter both days.";
  if (from > to) return "The first day must not be after the last.";
  return plusDays(from, YEAR_DAYS) < to ? "Choose days at most a year apart." : undefined;
}
