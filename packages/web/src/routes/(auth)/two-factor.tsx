import { createFileRoute, Link, useRouter } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import * as zod from "zod";
import { AuthFrame, linkStyle } from "../../features/auth/frame.tsx";
import { nextSearch, safeNext } from "../../features/auth/next.ts";
import { TotpCode } from "../../features/auth/schema.ts";
import { inWords } from "../../features/auth/words.ts";
import { verifyBackupCode, verifyCode } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/form/choice.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

export const Route = createFileRoute("/(auth)/two-factor")({ validateSearch: nextSearch, component: TwoFactorPage });

function TwoFactorPage() {
  const { next } = Route.useSearch();
  const target = safeNext(next, "/client-hub");
  const [way, setWay] = useState<"app" | "backup">("app");
  return (
    <AuthFrame
      title="Two-factor sign-in"
      intro={
        way === "app"
          ? "Open your authenticator app and enter the code it shows for Practice Hub."
          : "Enter one of the backup codes you saved. Each works once."
      }
      foot={
        <Link to="/sign-in" search={{ next }} className={linkStyle}>
          Start again
        </Link>
      }
    >
      {way === "app" ? <AppCode target={target} /> : <BackupCode target={target} />}
      <button
        type="button"
        className={`${linkStyle} min-h-6 text-sm`}
        onClick={() => setWay(way === "app" ? "backup" : "app")}
      >
        {way === "app" ? "Use a backup code instead" : "Use your authenticator app instead"}
      </button>
    </AuthFrame>
  );
}

const AppSchema = zod.object({ code: TotpCode, trust: zod.boolean() });

function AppCode({ target }: { target: string }) {
  const done = useDone(target);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: AppSchema,
    defaults: { code: "", trust: false },
    labels: {},
    onSubmit: ({ code, trust }) => verifyCode(code, trust).then(done, refuse),
  });
  return (
    <form noValidate className="space-y-4" onSubmit={submit}>
      <ErrorSummary {...summary} />
      <Field label="Code" name="code" error={error("code")}>
        <Input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          className="text-lg! tracking-[0.2em] tabular-nums"
          {...form.register("code")}
        />
      </Field>
      <Checkbox label="Do not ask again on this device for 30 days" {...form.register("trust")} />
      <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
        Continue
      </Button>
    </form>
  );
}

const BackupSchema = zod.object({ code: zod.string().trim().min(1, "Enter a backup code") });

function BackupCode({ target }: { target: string }) {
  const done = useDone(target);
  const { form, summary, submit, busy, error } = useZodForm({
    schema: BackupSchema,
    defaults: { code: "" },
    labels: {},
    onSubmit: ({ code }) => verifyBackupCode(code).then(done, refuse),
  });
  return (
    <form noValidate className="space-y-4" onSubmit={submit}>
      <ErrorSummary {...summary} />
      <Field label="Backup code" name="code" error={error("code")}>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          {...form.register("code")}
        />
      </Field>
      <Button type="submit" look="primary" size="lg" className="w-full" busy={busy}>
        Continue
      </Button>
    </form>
  );
}

function refuse(cause: unknown): never {
  throw inWords(cause);
}

function useDone(target: string) {
  const router = useRouter();
  const cache = useQueryClient();
  return () => {
    cache.clear();
    router.history.push(target);
  };
}
