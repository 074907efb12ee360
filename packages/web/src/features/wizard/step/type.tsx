import type { ClientType } from "@practice-hub/core/client/schema";
import { useState } from "react";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { FieldError, fieldId } from "../../../ui/form/field.tsx";
import { RadioCard } from "../../../ui/form/choice.tsx";
import { TYPE_WORDS } from "../../client/words.ts";
import { StepActions } from "../frame.tsx";
import type { StepProps } from "./props.ts";

const HINTS: Partial<Record<ClientType, string>> = {
  limited_company: "Details and people come from Companies House",
  llp: "Details and members come from Companies House",
  company: "Unlimited, overseas, community interest and others on the register",
  charity: "Looked up when it is a company or a charitable incorporated organisation",
  individual: "Somebody with a tax return of their own",
};

export function TypeStep({ draft, send, onDone }: StepProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    if (draft.type) onDone();
    else setProblem("Choose what kind of client this is");
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {problem ? <ErrorSummary fields={[{ path: "type", message: problem }]} /> : null}
      <fieldset className="mt-2" aria-describedby={problem ? "type-error" : undefined}>
        <legend className="mb-2 text-muted">What kind of client is this?</legend>
        {problem ? <FieldError id="type-error">{problem}</FieldError> : null}
        <div className="mt-1 grid gap-2 sm:grid-cols-2">
          {Object.entries(TYPE_WORDS).map(([value, label], index) => (
            <RadioCard
              key={value}
              id={index === 0 ? fieldId("type") : undefined}
              name="type"
              value={value}
              label={label}
              hint={HINTS[value as ClientType]}
              checked={draft.type === value}
              onChange={() => {
                setProblem(null);
                send({ type: "type-chosen", value: value as ClientType });
              }}
            />
          ))}
        </div>
      </fieldset>
      <StepActions />
    </form>
  );
}
