import { RadioCard } from "../../../../ui/form/choice.tsx";
import { FieldError, fieldId } from "../../../../ui/form/field.tsx";
import type { AskedQuestion } from "../queries.ts";

/** One of a few answers. The first one carries the id that the error summary leads to. */
export function ChoiceCards({
  name,
  options,
  value,
  onChange,
  labelledBy,
  error,
}: {
  name: string;
  options: NonNullable<AskedQuestion["options"]>;
  value: string;
  onChange: (value: string) => void;
  labelledBy: string;
  error?: string | undefined;
}) {
  const errorId = `${fieldId(name)}-error`;
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={error ? errorId : undefined}
      className="space-y-2"
    >
      {options.map((option, n) => (
        <RadioCard
          key={option.value}
          id={n === 0 ? fieldId(name) : undefined}
          name={name}
          label={option.label}
          hint={option.hint}
          checked={value === option.value}
          onChange={() => onChange(option.value)}
        />
      ))}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </div>
  );
}
