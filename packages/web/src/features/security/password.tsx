import { useQueryClient } from "@tanstack/react-query";
import * as z from "zod";
import { changePassword } from "../../lib/account/auth.ts";
import { useZodForm } from "../../lib/form/form.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/form/choice.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Password } from "../../ui/form/password.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { NewPassword, OldPassword } from "../auth/schema.ts";
import { inWords } from "../auth/words.ts";

const Schema = z.object({ currentPassword: OldPassword, newPassword: NewPassword, revokeOtherSessions: z.boolean() });

export function PasswordPanel() {
  const cache = useQueryClient();
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { currentPassword: "", newPassword: "", revokeOtherSessions: true },
    labels: {},
    onSubmit: async (value) => {
      try {
        await changePassword(value);
      } catch (cause) {
        throw inWords(cause);
      }
      form.reset();
      await cache.invalidateQueries({ queryKey: ["auth"] });
      toastSuccess(
        "Your password is changed",
        value.revokeOtherSessions ? { description: "Everywhere else you are signed out." } : undefined,
      );
    },
  });
  return (
    <Panel title="Password" id="password">
      <form noValidate onSubmit={submit} className="max-w-sm space-y-4">
        <ErrorSummary {...summary} />
        <Field label="Current password" name="currentPassword" error={error("currentPassword")}>
          <Password autoComplete="current-password" {...form.register("currentPassword")} />
        </Field>
        <Field
          label="New password"
          name="newPassword"
          hint="At least 12 characters. A few words you remember are best."
          error={error("newPassword")}
        >
          <Password autoComplete="new-password" {...form.register("newPassword")} />
        </Field>
        <Checkbox label="Sign me out everywhere else" {...form.register("revokeOtherSessions")} />
        <Button type="submit" look="primary" busy={busy}>
          Change password
        </Button>
      </form>
    </Panel>
  );
}
