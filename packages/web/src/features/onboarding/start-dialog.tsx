import { onboardingInvitationLetter } from "@practice-hub/core/email/schema";
import { InvitationCreate } from "@practice-hub/core/invitation/schema";
import { Reopen } from "@practice-hub/core/review/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import * as z from "zod";
import { useZodForm } from "../../lib/form/form.ts";
import { api } from "../../lib/request/api.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Textarea } from "../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../ui/overlay/dialog.tsx";
import { Letter } from "../email/letter.tsx";
import { useMe } from "../../lib/account/me.ts";

export interface StartDialogProps {
  /** The case as it was looked at. */
  of: { clientId: string; clientName: string; version: number };
  /** A client who was rejected or has left: that needs a reason, which stays in the file. */
  again: boolean;
  /** Whom it would go to. */
  to: { name: string; email: string };
  onClose: () => void;
}

interface Asked {
  name: string;
  email: string;
  reason: string;
}
const First: z.ZodType<Asked, Asked> = InvitationCreate.extend({ reason: z.string() });
const Again: z.ZodType<Asked, Asked> = Reopen.omit({ version: true });

/** Asks a client to onboard, for the first time or anew, and shows the mail before it goes. */
export default function StartDialog({ of: { clientId, clientName, version }, again, to, onClose }: StartDialogProps) {
  const cache = useQueryClient();
  const { firm } = useMe();
  const attempt = useRef(crypto.randomUUID());
  const { form, summary, submit, busy, error } = useZodForm({
    schema: again ? Again : First,
    defaults: { ...to, reason: "" },
    labels: { name: "Name", email: "Email address", reason: "Reason" },
    onSubmit: async ({ name, email, reason }) => {
      const params = { id: clientId };
      if (again) await api("POST /api/kyc/{id}/reopen", { params, body: { version, reason, name, email } });
      else
        await api("POST /api/clients/{id}/onboarding", {
          params,
          body: { version, name, email },
          idempotencyKey: attempt.current,
        });
      await Promise.all(
        [["client", clientId], ["review", clientId], ["reviews"], ["onboarding"], ["clients"], ["emails"]].map(
          (queryKey) => cache.invalidateQueries({ queryKey }),
        ),
      );
      toastSuccess(again ? "A new case is open" : "Onboarding has begun", {
        description: `The mail to ${email} is on its way.`,
      });
      onClose();
    },
  });
  const [name, email] = form.watch(["name", "email"]);
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={again ? `Open a new case for ${clientName}?` : `Start onboarding ${clientName}?`}
      description={
        again
          ? "Earlier evidence and decisions stay in the file, and a person decides however clean the new check is."
          : "They answer the questionnaire and prove who they are. The client's status stays as it is until somebody decides."
      }
    >
      <form noValidate onSubmit={submit} className="space-y-4">
        <ErrorSummary {...summary} />
        <Field label="Name" name="name" error={error("name")}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Email address" name="email" error={error("email")}>
          <Input type="email" inputMode="email" autoComplete="off" {...form.register("email")} />
        </Field>
        {again ? (
          <Field label="Reason" name="reason" hint="For the file. The client does not see it." error={error("reason")}>
            <Textarea rows={3} maxLength={2000} {...form.register("reason")} />
          </Field>
        ) : null}
        <Letter
          mail={{ to: email || "nobody yet" }}
          letter={onboardingInvitationLetter({ firmName: firm.name, clientName, contactName: name })}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            {again ? "Open case and send" : "Start and send"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
