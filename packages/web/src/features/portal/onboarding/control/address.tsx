import { ADDRESS_FIELDS } from "@practice-hub/core/onboarding/schema";
import { Field } from "../../../../ui/form/field.tsx";
import { Input } from "../../../../ui/form/input.tsx";
import { ADDRESS_WORDS } from "../../../onboarding/answer-words.ts";

/** An address, a box a line. */
export function AddressBoxes({
  value,
  onChange,
  error,
}: {
  value: Readonly<Record<string, string>>;
  onChange: (value: Record<string, string>) => void;
  error: (path: string) => string | undefined;
}) {
  return (
    <div className="space-y-4">
      {ADDRESS_FIELDS.map((part) => (
        <Field
          key={part}
          label={ADDRESS_WORDS[part].label}
          name={`value.${part}`}
          optional={part === "line2" || part === "postcode"}
          error={error(`value.${part}`)}
        >
          <Input
            autoComplete={ADDRESS_WORDS[part].autocomplete}
            className={part === "postcode" ? "max-w-40" : undefined}
            value={value[part] ?? ""}
            onChange={(event) => onChange({ ...value, [part]: event.target.value })}
          />
        </Field>
      ))}
    </div>
  );
}
