import { Link, useNavigate, useRouter } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { resendVerification, signIn } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { Password } from "../../ui/form/password.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import type { AreaSearch } from "./area.ts";
import { linkStyle } from "./frame.tsx";
import { SignIn } from "./schema.ts";
import { inWords, isUnverified } from "./words.ts";

/** Email and password; the second factor and an unverified address are handled in place. */
export function SignInForm({ next, area }: AreaSearch & { next: string }) {
  const navigate = useNavigate();
  const router = useRouter();
  const cache = useQueryClient();
  const [unverified, setUnverified] = useState<string | null>(null);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: SignIn,
    defaults: { email: "", password: "" },
    labels: {},
    onSubmit: async ({ email, password }) => {
      setUnverified(null);
      try {
        const { needsCode } = await signIn(email, password);
        cache.clear();
        if (needsCode) await navigate({ to: "/two-factor", search: { next } });
        else router.history.push(next);
      } catch (cause) {
        if (isUnverified(cause)) setUnverified(email);
        else throw inWords(cause);
      }
    },
  });
  return (
    <>
      {unverified ? <Unverified email={unverified} /> : null}
      <form noValidate className="space-y-4" onSubmit={submit}>
        <ErrorSummary {...summary} />
        <Field label="Email address" name="email" error={error("email")}>
          <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
        </Field>
        <Field
          label="Password"
          name="password"
          error={error("password")}
          aside={
            <Link to="/forgot-password" search={area ? { area } : {}} className={`${linkStyle} text-sm`}>
              Forgot your password?
            </Link>
          }
        >
          <Password autoComplete="current-password" {...form.register("password")} />
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
          Sign in
        </Button>
      </form>
    </>
  );
}

/** The password was right, but the address was never confirmed. */
function Unverified({ email }: { email: string }) {
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const resend = async () => {
    setState("busy");
    setProblem(null);
    try {
      await resendVerification(email);
      setState("sent");
    } catch (cause) {
      setProblem(explain(inWords(cause)).detail);
      setState("idle");
    }
  };
  if (state === "sent")
    return (
      <Notice kind="good" live title="We sent a new link">
        Open the mail to {email} and follow the link. It may take a minute to arrive.
      </Notice>
    );
  return (
    <Notice
      kind="warn"
      live
      title="Confirm your email address first"
      action={
        <Button size="sm" busy={state === "busy"} onClick={() => void resend()}>
          Send the link again
        </Button>
      }
    >
      We sent a link to {email} when you signed up. {problem}
    </Notice>
  );
}
