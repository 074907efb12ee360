import * as z from "zod";
import { useZodForm } from "../../lib/form/form.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Password } from "../../ui/form/password.tsx";
import { OldPassword } from "../auth/schema.ts";
import { inWords } from "../auth/words.ts";

const Schema = z.object({ confirm: OldPassword });

/** The password once more, before something that weakens or strengthens the account. */
export function AskPassword({
  action,
  onPassword,
  onCancel,
}: {
  action: string;
  onPassword: (password: string) => Promise<void>;
  onCancel: () => void;
}) {
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { confirm: "" },
    labels: {},
    onSubmit: async ({ confirm }) => {
      try {
        await onPassword(confirm);
      } catch (cause) {
        throw inWords(cause);
      }
    },
  });
  return (
    <form noValidate onSubmit={submit} className="max-w-sm space-y-4">
      <ErrorSummary {...summary} />
      <Field label="Your password" name="confirm" error={error("confirm")}>
        <Password autoComplete="current-password" {...form.register("confirm")} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {action}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
