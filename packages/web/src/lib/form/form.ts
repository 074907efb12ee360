/** A form over a zod schema: checked on submit, refused fields of the server shown as if the browser had found them. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  useForm,
  type UseFormReturn,
} from "react-hook-form";
import type * as z from "zod";
import type { Summary } from "../../ui/form/error-summary.tsx";
import { explain, type FieldProblem } from "../request/problem.ts";
import { sentence } from "./sentence.ts";

export interface Form<In extends FieldValues, Out> {
  form: UseFormReturn<In, unknown, Out>;
  /** What the error summary shows. */
  summary: Summary;
  busy: boolean;
  /** For `<form onSubmit>`. */
  submit: (event?: { preventDefault(): void }) => void;
  /** The words beside a field. */
  error: (path: Path<In>) => string | undefined;
  /** Puts a failure of the whole form in the summary, e.g. after a change outside submit. */
  fail: (error: unknown) => void;
}

/**
 * @param labels the words for each field path, put before a message that is not a sentence: "must not be empty" → "Email must not be empty".
 * @param onSubmit rejecting shows why; a RequestError's fields go to their controls.
 */
export function useZodForm<S extends z.ZodType<unknown, FieldValues>>(options: {
  schema: S;
  defaults: DefaultValues<z.input<S>>;
  labels: Partial<Record<Path<z.input<S>>, string>>;
  onSubmit: (value: z.output<S>) => Promise<unknown>;
}): Form<z.input<S>, z.output<S>> {
  const { schema, defaults, labels, onSubmit } = options;
  const form = useForm<z.input<S>, unknown, z.output<S>>({
    resolver: zodResolver(schema),
    defaultValues: defaults,
    mode: "onSubmit",
    reValidateMode: "onSubmit",
    shouldFocusError: false,
  });
  const [summary, setSummary] = useState<Summary>({});
  const [busy, setBusy] = useState(false);
  const words = (path: string, message: string) => sentence((labels as Record<string, string>)[path], message);

  const fail = (error: unknown) => {
    const { detail, requestId, fields = [] } = explain(error);
    for (const field of fields)
      form.setError(field.path as Path<z.input<S>>, { message: words(field.path, field.message) });
    setSummary(
      fields.length > 0
        ? { fields: fields.map((field) => ({ ...field, message: words(field.path, field.message) })) }
        : { message: detail, requestId },
    );
  };
  const accepted = async (value: z.output<S>) => {
    setSummary({});
    setBusy(true);
    try {
      await onSubmit(value);
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  const refused = (errors: FieldErrors<z.input<S>>) =>
    setSummary({ fields: flatten(errors).map((field) => ({ ...field, message: words(field.path, field.message) })) });
  const handle = form.handleSubmit(accepted, refused);
  return {
    form,
    summary,
    busy,
    submit: (event) => {
      event?.preventDefault();
      if (!busy) void handle();
    },
    error: (path) => {
      const message = form.getFieldState(path, form.formState).error?.message;
      return message ? words(path, message) : undefined;
    },
    fail,
  };
}

/** The errors of a form in the order of its fields, one per field. */
export function flatten(errors: object, prefix = ""): FieldProblem[] {
  return Object.entries(errors).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== "object" || value === null) return [];
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if ("message" in value && typeof value.message === "string")
      return [{ path: name === "root" ? prefix : path, message: value.message }];
    return flatten(value, path);
  });
}
