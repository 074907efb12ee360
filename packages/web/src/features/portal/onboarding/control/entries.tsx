import { MAX_ENTRIES } from "@practice-hub/core/onboarding/schema";
import { Plus, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import { Field, FieldError, fieldId } from "../../../../ui/form/field.tsx";
import { Input } from "../../../../ui/form/input.tsx";
import type { AskedQuestion } from "../queries.ts";
import { ChoiceCards } from "./choice.tsx";
import { DateBoxes } from "./date.tsx";

type Entry = Record<string, string>;
type ListField = NonNullable<AskedQuestion["fields"]>[number];

interface Props {
  question: AskedQuestion;
  value: readonly Entry[];
  onChange: (value: Entry[]) => void;
  error: (path: string) => string | undefined;
}

/** Any number of owners, directors, codes: each is changed where it stands, removed, and another one added. */
export function Entries({ question, value, onChange, error }: Props) {
  const { entry = "entry", fields = [] } = question;
  const list = useRef<HTMLDivElement>(null);
  // Where the focus belongs after an entry came or went; the words are said to who cannot see it.
  const [moved, setMoved] = useState<{ at: number; words: string } | null>(null);
  useEffect(() => {
    if (moved) list.current?.querySelectorAll<HTMLElement>("[data-entry]").item(moved.at)?.focus();
  }, [moved]);
  const name = entry.charAt(0).toUpperCase() + entry.slice(1);
  return (
    <div ref={list} className="space-y-4">
      {value.map((one, n) => (
        // Entries have no identity but their place.
        <fieldset key={n} className="min-w-0 rounded-lg border border-line bg-surface p-4">
          <legend className="sr-only">{`${name} ${n + 1}`}</legend>
          <div className="mb-3 flex items-center justify-between gap-3">
            <h2 tabIndex={-1} data-entry className="font-semibold focus-visible:outline-offset-2">
              {name} {n + 1}
            </h2>
            <Button
              look="quiet"
              size="sm"
              icon={<Trash2 aria-hidden="true" className="size-4" />}
              onClick={() => {
                onChange(value.filter((_, other) => other !== n));
                setMoved({ at: Math.max(0, n - 1), words: `${name} ${n + 1} removed` });
              }}
            >
              Remove
              <span className="sr-only">
                {" "}
                {entry} {n + 1}
              </span>
            </Button>
          </div>
          <div className="space-y-4">
            {fields.map((field) => (
              <EntryField
                key={field.key}
                field={field}
                path={`value.${n}.${field.key}`}
                value={one[field.key] ?? ""}
                error={error(`value.${n}.${field.key}`)}
                onChange={(typed) =>
                  onChange(value.map((other, at) => (at === n ? { ...other, [field.key]: typed } : other)))
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
      <output className="sr-only">{moved?.words}</output>
      {value.length < MAX_ENTRIES ? (
        <Button
          id={fieldId("value")}
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => {
            onChange([...value, {}]);
            setMoved({ at: value.length, words: `${name} ${value.length + 1} added` });
          }}
        >
          {value.length === 0 ? `Add ${/^[aeiou]/.test(entry) ? "an" : "a"} ${entry}` : `Add another ${entry}`}
        </Button>
      ) : null}
      {error("value") ? <FieldError>{error("value")}</FieldError> : null}
    </div>
  );
}

function EntryField({
  field,
  path,
  value,
  error,
  onChange,
}: {
  field: ListField;
  path: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const id = fieldId(path);
  if (field.kind === "text")
    return (
      <Field label={field.label} name={path} hint={field.hint} optional={!field.required} error={error}>
        <Input autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
      </Field>
    );
  return (
    <fieldset className="min-w-0" aria-labelledby={`${id}-label`}>
      <p id={`${id}-label`} className="mb-1 font-medium">
        {field.label}
        {field.required ? null : <span className="font-normal text-muted"> (optional)</span>}
      </p>
      {field.hint ? <p className="mb-2 text-sm text-muted">{field.hint}</p> : null}
      {field.kind === "date" ? (
        <>
          <DateBoxes
            id={id}
            value={value}
            onChange={onChange}
            invalid={error !== undefined}
            describedBy={error ? `${id}-error` : undefined}
          />
          {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
        </>
      ) : (
        <ChoiceCards
          name={path}
          options={field.options ?? []}
          value={value}
          onChange={onChange}
          labelledBy={`${id}-label`}
          error={error}
        />
      )}
    </fieldset>
  );
}
