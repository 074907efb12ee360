import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import * as z from "zod";
import { areaOf, type AreaSearch, signInAt } from "../../features/auth/area.ts";
import { AuthFrame } from "../../features/auth/frame.tsx";
import { NewPassword } from "../../features/auth/schema.ts";
import { inWords, isExpiredLink } from "../../features/auth/words.ts";
import { resetPassword } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { text } from "../../lib/search.ts";
import { useHiddenToken } from "../../lib/hidden-token.ts";
import { buttonStyle, Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Password } from "../../ui/form/password.tsx";
import { Notice } from "../../ui/status/notice.tsx";

export const Route = createFileRoute("/(auth)/reset-password")({
  validateSearch: (raw): AreaSearch & { token?: string | undefined; error?: string | undefined } => ({
    ...areaOf(raw),
    token: text(raw, "token"),
    error: text(raw, "error"),
  }),
  component: ResetPasswordPage,
});

const Schema = z.object({ password: NewPassword });

function ResetPasswordPage() {
  const search = Route.useSearch();
  const token = useHiddenToken(search.token);
  const [state, setState] = useState<"form" | "done" | "expired">(token && !search.error ? "form" : "expired");
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { password: "" },
    labels: {},
    onSubmit: async ({ password }) => {
      try {
        await resetPassword(token ?? "", password);
        setState("done");
      } catch (cause) {
        if (isExpiredLink(cause)) setState("expired");
        else throw inWords(cause);
      }
    },
  });
  if (state === "done") {
    return (
      <AuthFrame title="Your password is changed">
        <Notice kind="good" live>
          Sign in with the new password. Everywhere else you were signed in, you are signed out.
        </Notice>
        <Link to={signInAt(search)} className={`${buttonStyle({ look: "primary", size: "lg" })} w-full`}>
          Sign in
        </Link>
      </AuthFrame>
    );
  }
  if (state === "expired") {
    return (
      <AuthFrame title="This link no longer works" intro="A link to reset a password works once, for one hour.">
        <Link
          to="/forgot-password"
          search={areaOf({ area: search.area })}
          className={`${buttonStyle({ look: "primary", size: "lg" })} w-full`}
        >
          Ask for a new link
        </Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Choose a new password" error={Boolean(summary.fields ?? summary.message)}>
      <form noValidate className="space-y-4" onSubmit={submit}>
        <ErrorSummary {...summary} />
        <Field
          label="New password"
          name="password"
          hint="At least 12 characters. A few words you remember are best."
          error={error("password")}
        >
          <Password autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
          Change password
        </Button>
      </form>
    </AuthFrame>
  );
}
