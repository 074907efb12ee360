import { ROLES } from "@practice-hub/core/lib/permission";
import { useQueryClient } from "@tanstack/react-query";
import * as z from "zod";
import { useZodForm } from "../../lib/form/form.ts";
import { inviteMember } from "../../lib/account/team.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Select } from "../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../ui/overlay/dialog.tsx";
import { Email } from "../auth/schema.ts";
import { inWords } from "../auth/words.ts";
import { useCan } from "../../lib/account/me.ts";
import { ROLE_WORDS } from "./words.ts";

const Schema = z.object({ email: Email, role: z.enum(ROLES) });

export default function InviteColleague({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient();
  const mayOwn = useCan("firm:manage");
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Schema,
    defaults: { email: "", role: "accountant" },
    labels: { role: "Role" },
    onSubmit: async ({ email, role }) => {
      try {
        await inviteMember(email, role);
      } catch (cause) {
        throw inWords(cause);
      }
      await Promise.all([
        cache.invalidateQueries({ queryKey: ["team"] }),
        cache.invalidateQueries({ queryKey: ["emails"] }),
      ]);
      toastSuccess(`Invitation to ${email} is on its way`);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite colleague"
      description="They get a mail with a link to join the firm."
    >
      <form noValidate onSubmit={submit} className="space-y-4">
        <ErrorSummary {...summary} />
        <Field label="Email address" name="email" error={error("email")}>
          <Input type="email" inputMode="email" autoComplete="off" {...form.register("email")} />
        </Field>
        <Field
          label="Role"
          name="role"
          hint="What each role may do is listed on the page behind."
          error={error("role")}
        >
          <Select {...form.register("role")}>
            {ROLES.filter((role) => role !== "owner" || mayOwn).map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </Select>
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Send invitation
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
