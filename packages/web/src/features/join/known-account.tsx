import { useQueryClient } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import * as z from "zod";
import { signOut } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { explain, hasCode } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { Password } from "../../ui/form/password.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { linkStyle } from "../auth/frame.tsx";
import { OldPassword } from "../auth/schema.ts";
import { JoinFrame, type JoinProps, useAccept } from "./frame.tsx";

/** Somebody with an account: signed in as the one invited, as somebody else, or not at all. */
export function KnownAccount(props: JoinProps & { signedIn: string | null }) {
  const { invitation, signedIn } = props;
  if (signedIn === null) return <WithPassword {...props} />;
  return signedIn.toLowerCase() === invitation.email.toLowerCase() ? (
    <SignedIn {...props} />
  ) : (
    <SomebodyElse {...props} signedIn={signedIn} />
  );
}

function SignedIn(props: JoinProps) {
  const accept = useAccept(props);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const failure = error === null ? null : explain(error);
  const press = () => {
    setBusy(true);
    setError(null);
    accept({})
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <JoinFrame {...props} title="Accept the invitation" failed={failure !== null}>
      <ErrorSummary message={failure?.detail} requestId={failure?.requestId} />
      <p className="text-muted">You are signed in as {props.invitation.email}.</p>
      <Button look="primary" size="lg" className="w-full" busy={busy} onClick={press}>
        Accept
      </Button>
    </JoinFrame>
  );
}

function SomebodyElse(props: JoinProps & { signedIn: string }) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = () => {
    setBusy(true);
    signOut()
      .then(() => cache.invalidateQueries({ queryKey: ["auth", "session"] }))
      .catch((error: unknown) => setProblem(explain(error).detail))
      .finally(() => setBusy(false));
  };
  return (
    <JoinFrame {...props} title="You are signed in as somebody else" failed={false}>
      <Notice kind="warn">
        This invitation is for {props.invitation.email}, and you are signed in as {props.signedIn}. {problem}
      </Notice>
      <Button look="primary" size="lg" className="w-full" busy={busy} onClick={leave}>
        Sign out and continue
      </Button>
    </JoinFrame>
  );
}

const Schema = z.object({ password: OldPassword });

function WithPassword(props: JoinProps) {
  const accept = useAccept(props);
  const here = useLocation({ select: ({ pathname }) => pathname });
  const [elsewhere, setElsewhere] = useState(false);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { password: "" },
    labels: {},
    onSubmit: async (body) => {
      try {
        await accept(body);
      } catch (cause) {
        // A second factor, or an account that only signs in with Microsoft: the sign-in page knows how.
        if (hasCode(cause, "invitation.sign-in-first")) setElsewhere(true);
        throw cause;
      }
    },
  });
  return (
    <JoinFrame {...props} title="Sign in to accept" failed={Boolean(summary.fields ?? summary.message)}>
      <form noValidate onSubmit={submit} className="space-y-4">
        <ErrorSummary {...summary} />
        {elsewhere ? (
          <p>
            <Link
              to={props.kind === "portal" ? "/client-portal/sign-in" : "/sign-in"}
              search={{ next: here }}
              className={linkStyle}
            >
              Sign in, then accept
            </Link>
          </p>
        ) : null}
        <Field label="Email address" name="email">
          <Input type="email" autoComplete="username" readOnly value={props.invitation.email} />
        </Field>
        <Field
          label="Password"
          name="password"
          hint="You have an account with this address already. Enter its password."
          error={error("password")}
        >
          <Password autoComplete="current-password" {...form.register("password")} />
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
          Sign in and accept
        </Button>
      </form>
    </JoinFrame>
  );
}
