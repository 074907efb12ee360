import { ContactInput } from "@practice-hub/core/client/schema";
import { useEffect } from "react";
import * as z from "zod";
import { useZodForm } from "../../../lib/form/form.ts";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { StepActions } from "../frame.tsx";
import { SimilarNotice } from "../similar.tsx";
import type { StepProps } from "./props.ts";

/** An empty box means that there is none; what is typed must be right. */
const orEmpty = <T extends z.ZodType>(schema: T) => z.union([z.string().regex(/^\s*$/), schema]);
const { name, email, phone, jobTitle } = ContactInput.shape;
const Contact = z.object({
  name,
  email: z.string().superRefine((typed, context) => check(email, typed, context)),
  phone: z.string().superRefine((typed, context) => check(phone, typed, context)),
  jobTitle: z.string().superRefine((typed, context) => check(jobTitle, typed, context)),
});

function check(schema: z.ZodType, typed: string, context: z.RefinementCtx<string>): void {
  const result = orEmpty(schema).safeParse(typed);
  if (result.success) return;
  const message = schema.safeParse(typed).error?.issues[0]?.message ?? "is not valid";
  context.addIssue({ code: "custom", message });
}

export function ContactStep({ draft, send, onDone, onBack }: StepProps) {
  const { form, summary, submit, error } = useZodForm({
    schema: Contact,
    defaults: draft.contact,
    labels: { name: "The contact's name", email: "Email address", phone: "Telephone number", jobTitle: "Job title" },
    onSubmit: () => {
      onDone();
      return Promise.resolve();
    },
  });
  useEffect(() => {
    const watching = form.watch((value) =>
      send({ type: "typed", change: { contact: { name: "", email: "", phone: "", jobTitle: "", ...value } } }),
    );
    return () => watching.unsubscribe();
  }, [form, send]);
  return (
    <form noValidate className="space-y-4" onSubmit={submit}>
      <ErrorSummary {...summary} />
      <p className="text-muted">The person you write to. Nothing is sent until you invite them.</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Contact's name" name="name" error={error("name")}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Job title" name="jobTitle" optional error={error("jobTitle")}>
          <Input autoComplete="off" {...form.register("jobTitle")} />
        </Field>
        <Field label="Email address" name="email" optional error={error("email")}>
          <Input type="email" autoComplete="off" inputMode="email" {...form.register("email")} />
        </Field>
        <Field label="Telephone number" name="phone" optional error={error("phone")}>
          <Input type="tel" autoComplete="off" {...form.register("phone")} />
        </Field>
      </div>
      <SimilarNotice email={draft.contact.email} />
      <StepActions onBack={onBack} />
    </form>
  );
}
