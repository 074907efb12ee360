import { renderSVG } from "uqr";
import * as z from "zod";
import { verifyCode } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { Button } from "../../ui/button.tsx";
import { Copy } from "../../ui/copy.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { TotpCode } from "../auth/schema.ts";
import { inWords } from "../auth/words.ts";

const Schema = z.object({ totp: TotpCode });

/** Ties an authenticator app to the account: a code to scan or a key to type, then one code to prove it. */
export function Enrol({
  totpURI,
  onDone,
  onCancel,
}: {
  totpURI: string;
  onDone: () => Promise<void>;
  onCancel: () => void;
}) {
  const key = new URL(totpURI).searchParams.get("secret") ?? "";
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { totp: "" },
    labels: {},
    onSubmit: async ({ totp }) => {
      try {
        await verifyCode(totp, false);
      } catch (cause) {
        throw inWords(cause);
      }
      await onDone();
    },
  });
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <ErrorSummary {...summary} />
      <div className="flex flex-col gap-6 sm:flex-row">
        <img
          alt="QR code for your authenticator app; the key beside it says the same"
          className="size-40 rounded-md border border-line"
          src={qrAddress(totpURI)}
        />
        <div className="min-w-0 max-w-sm sm:flex-1 space-y-3">
          <p>Scan this with an authenticator app, or type the key into it:</p>
          <p className="font-mono text-xs break-all">
            <Copy text={key} what="key" />
          </p>
          <Field label="Code from the app" name="totp" error={error("totp")}>
            <Input
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              className="max-w-32 tracking-widest tabular-nums"
              {...form.register("totp")}
            />
          </Field>
          <div className="flex gap-2">
            <Button type="submit" look="primary" busy={busy}>
              Switch on
            </Button>
            <Button onClick={onCancel}>Cancel</Button>
          </div>
        </div>
      </div>
    </form>
  );
}

/** Drawn in the browser: the key is never sent to anybody who draws pictures. */
const qrAddress = (text: string): string =>
  `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(text, { border: 2 }))}`;
