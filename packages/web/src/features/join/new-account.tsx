import * as z from "zod";
import { useZodForm } from "../../lib/form/form.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { Password } from "../../ui/form/password.tsx";
import { NewPassword } from "../auth/schema.ts";
import { JoinFrame, type JoinProps, useAccept } from "./frame.tsx";

const Schema = z.object({
  name: z.string().trim().min(1, "Enter your name").max(120, "Enter a name of at most 120 characters"),
  password: NewPassword,
});

/** Somebody without an account: a name and a password make one. */
export function NewAccount(props: JoinProps) {
  const accept = useAccept(props);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { name: props.invitation.name ?? "", password: "" },
    labels: {},
    onSubmit: accept,
  });
  return (
    <JoinFrame {...props} title="Set your password" failed={Boolean(summary.fields ?? summary.message)}>
      <form noValidate onSubmit={submit} className="space-y-4">
        <ErrorSummary {...summary} />
        <Field label="Email address" name="email">
          <Input type="email" autoComplete="username" readOnly value={props.invitation.email} />
        </Field>
        <Field label="Your name" name="name" error={error("name")}>
          <Input autoComplete="name" {...form.register("name")} />
        </Field>
        <Field
          label="Password"
          name="password"
          hint="At least 12 characters. A few words you remember are best."
          error={error("password")}
        >
          <Password autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
          Set password and continue
        </Button>
      </form>
    </JoinFrame>
  );
}
