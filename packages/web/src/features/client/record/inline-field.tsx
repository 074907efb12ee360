import { Check, Pencil } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { explain } from "../../../lib/request/problem.ts";
import { sentence } from "../../../lib/form/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { FieldError } from "../../../ui/form/field.tsx";
import { Input, Select, Textarea } from "../../../ui/form/input.tsx";
import { Spinner } from "../../../ui/status/spinner.tsx";
import type { Change, Save } from "./save.ts";

export interface InlineFieldProps {
  save: Save;
  mayWrite: boolean;
  /** The path of the field in a change: `email`, `contact.email`. */
  name: string;
  label: string;
  /** Whose fact it is, where the label alone would not say it: "contact's". */
  about?: string;
  value: string | null;
  /** How the value is shown, when not as it is typed. */
  shown?: ReactNode;
  hint?: string;
  options?: readonly (readonly [value: string, label: string])[];
  multiline?: boolean;
  inputType?: "text" | "email" | "tel" | "url";
}

/** A fact that is changed where it stands: Enter or Save keeps it, Esc drops it, and it says which happened. */
export function InlineField({
  save,
  mayWrite,
  name,
  label,
  about,
  value,
  shown,
  hint,
  options,
  multiline,
  inputType = "text",
}: InlineFieldProps) {
  const id = useId();
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState("");
  const [state, setState] = useState<"idle" | "busy" | "saved">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (state !== "saved") return;
    const timer = setTimeout(() => setState("idle"), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  const open = () => {
    setText(value ?? "");
    setProblem(null);
    setState("idle");
    setEditing(true);
  };
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => edit.current?.focus());
  };
  const keep = async () => {
    if (state === "busy") return;
    const next = text.trim() === "" ? null : text.trim();
    if (next === value) return close();
    setState("busy");
    setProblem(null);
    try {
      const saved = await save.save(asChange(name, next));
      setState(saved ? "saved" : "idle");
      close();
    } catch (error) {
      const { detail, fields } = explain(error);
      setProblem(fields?.[0] ? sentence(label, fields[0].message) : detail);
      setState("idle");
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    if (event.key === "Enter" && (!multiline || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void keep();
    }
  };
  const words = options?.find(([one]) => one === value)?.[1] ?? shown ?? value;
  const control = {
    id,
    value: text,
    "aria-invalid": problem ? true : undefined,
    "aria-describedby": `${id}-hint ${id}-error`,
    // The person pressed "Edit": the control they asked for takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    autoFocus: true,
    onKeyDown: keys,
  };
  return (
    <div className="group/fact grid grid-cols-[minmax(7rem,2fr)_5fr] gap-3 px-4 py-1.5">
      <dt className="py-0.5 text-muted">{editing ? <label htmlFor={id}>{label}</label> : label}</dt>
      <dd className="min-w-0">
        {editing ? (
          <div>
            {hint ? (
              <p id={`${id}-hint`} className="mb-1 text-xs text-muted">
                {hint}
              </p>
            ) : null}
            {options ? (
              <Select {...control} onChange={(event) => setText(event.target.value)}>
                {options.map(([one, label]) => (
                  <option key={one} value={one}>
                    {label}
                  </option>
                ))}
              </Select>
            ) : multiline ? (
              <Textarea {...control} rows={4} onChange={(event) => setText(event.target.value)} />
            ) : (
              <Input
                {...control}
                type={inputType === "email" || inputType === "url" ? "text" : inputType}
                inputMode={inputType}
                onChange={(event) => setText(event.target.value)}
              />
            )}
            {problem ? <FieldError id={`${id}-error`}>{problem}</FieldError> : null}
            <div className="mt-2 flex gap-2">
              <Button size="sm" look="primary" busy={state === "busy"} onClick={() => void keep()}>
                Save
              </Button>
              <Button size="sm" onClick={close}>
                Cancel
              </Button>
            </div>
          </div>
        ) : (
          <div className="flex min-h-6 items-start gap-2">
            <span className="min-w-0 py-0.5 break-words whitespace-pre-line">
              {words ?? <span className="text-faint">Not set</span>}
            </span>
            <output className="flex min-h-6 items-center gap-1 text-xs text-good">
              {state === "saved" ? (
                <>
                  <Check aria-hidden="true" className="size-3.5" />
                  Saved
                </>
              ) : null}
              {state === "busy" ? <Spinner /> : null}
            </output>
            {mayWrite ? (
              <Button
                ref={edit}
                size="icon-sm"
                look="quiet"
                aria-label={`Edit ${about ? `${about} ` : ""}${label.toLowerCase()}`}
                className="-my-0.5 ml-auto opacity-0 group-focus-within/fact:opacity-100 group-hover/fact:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
                onClick={open}
              >
                <Pencil aria-hidden="true" className="size-3.5" />
              </Button>
            ) : null}
          </div>
        )}
      </dd>
    </div>
  );
}

/** `contact.email` and `a@b` → `{contact: {email: "a@b"}}`. A VAT number says that the client is registered. */
export function asChange(path: string, value: string | null): Change {
  const [first = "", second] = path.split(".");
  if (second) return { [first]: { [second]: value } };
  if (path === "vatNumber") return { vatNumber: value, vatRegistered: value !== null };
  return { [path]: value };
}
