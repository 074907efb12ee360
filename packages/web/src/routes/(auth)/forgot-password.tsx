import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import * as z from "zod";
import { areaOf, signInAt } from "../../features/auth/area.ts";
import { CheckMail } from "../../features/auth/check-mail.tsx";
import { AuthFrame, linkStyle } from "../../features/auth/frame.tsx";
import { Email } from "../../features/auth/schema.ts";
import { inWords } from "../../features/auth/words.ts";
import { requestReset } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

export const Route = createFileRoute("/(auth)/forgot-password")({
  validateSearch: areaOf,
  component: ForgotPasswordPage,
});

const Schema = z.object({ email: Email });

function ForgotPasswordPage() {
  const search = Route.useSearch();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { email: "" },
    labels: {},
    onSubmit: async ({ email }) => {
      try {
        await requestReset(email);
      } catch (cause) {
        throw inWords(cause);
      }
      setSentTo(email);
    },
  });
  if (sentTo) {
    return (
      <CheckMail email={sentTo} lasts="one hour" resend={() => requestReset(sentTo)}>
        If there is an account with this address, we sent a link to
      </CheckMail>
    );
  }
  return (
    <AuthFrame
      title="Reset your password"
      error={Boolean(summary.fields ?? summary.message)}
      intro="We send a link to your email address. With it you choose a new password."
      foot={
        <Link to={signInAt(search)} className={linkStyle}>
          Back to sign in
        </Link>
      }
    >
      <form noValidate className="space-y-4" onSubmit={submit}>
        <ErrorSummary {...summary} />
        <Field label="Email address" name="email" error={error("email")}>
          <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
          Send the link
        </Button>
      </form>
    </AuthFrame>
  );
}
