import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { CheckMail } from "../../features/auth/check-mail.tsx";
import { AuthFrame, linkStyle } from "../../features/auth/frame.tsx";
import { SignUp } from "../../features/auth/schema.ts";
import { inWords } from "../../features/auth/words.ts";
import { resendVerification, signUp } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { Password } from "../../ui/form/password.tsx";

export const Route = createFileRoute("/(auth)/sign-up")({ component: SignUpPage });

function SignUpPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: SignUp,
    defaults: { firmName: "", name: "", email: "", password: "" },
    labels: {},
    onSubmit: async (value) => {
      try {
        await signUp(value);
      } catch (cause) {
        throw inWords(cause);
      }
      setSentTo(value.email);
    },
  });
  if (sentTo) {
    return (
      <CheckMail email={sentTo} lasts="one hour" resend={() => resendVerification(sentTo)}>
        To finish, open the mail we sent to
      </CheckMail>
    );
  }
  return (
    <AuthFrame
      title="Create your firm's account"
      error={Boolean(summary.fields ?? summary.message)}
      intro="You become the owner and invite your colleagues afterwards."
      foot={
        <p>
          Already have an account?{" "}
          <Link to="/sign-in" className={linkStyle}>
            Sign in
          </Link>
        </p>
      }
    >
      <form noValidate className="space-y-4" onSubmit={submit}>
        <ErrorSummary {...summary} />
        <Field label="Firm's name" name="firmName" hint="Your clients see this name." error={error("firmName")}>
          <Input autoComplete="organization" {...form.register("firmName")} />
        </Field>
        <Field label="Your name" name="name" error={error("name")}>
          <Input autoComplete="name" {...form.register("name")} />
        </Field>
        <Field label="Work email address" name="email" error={error("email")}>
          <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
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
          Create account
        </Button>
      </form>
    </AuthFrame>
  );
}
