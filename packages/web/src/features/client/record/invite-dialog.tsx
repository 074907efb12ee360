import { InvitationCreate } from "@practice-hub/core/invitation/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../../lib/request/api.ts";
import { longDate } from "../../../lib/time/date.ts";
import { useZodForm } from "../../../lib/form/form.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../../ui/overlay/dialog.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import type { Client } from "../queries.ts";

/** Invites a person of the client; says what they will get before it is sent. */
export default function InviteDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const cache = useQueryClient();
  const attempt = useRef({ body: "", key: "" });
  const { form, summary, submit, busy, error } = useZodForm({
    schema: InvitationCreate,
    defaults: { name: client.contact?.name ?? "", email: client.contact?.email ?? "" },
    labels: { name: "Name", email: "Email address" },
    onSubmit: async (body) => {
      const text = JSON.stringify(body);
      if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      const invitation = await api("POST /api/clients/{id}/invitations", {
        params: { id: client.id },
        body,
        idempotencyKey: attempt.current.key,
      });
      await Promise.all([
        cache.invalidateQueries({ queryKey: ["client", client.id, "invitations"] }),
        cache.invalidateQueries({ queryKey: ["client", client.id, "timeline"] }),
        cache.invalidateQueries({ queryKey: ["emails"] }),
      ]);
      toastSuccess(`Invitation to ${invitation.email} is on its way`, {
        description: `The link works once, until ${longDate(invitation.expiresAt)}.`,
      });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite to portal"
      description={`They get a mail with a link to set a password, and then see what you share for ${client.name}.`}
    >
      <form noValidate onSubmit={submit} className="space-y-4">
        <ErrorSummary {...summary} />
        {client.contact && client.contact.emailStatus !== "ok" ? (
          <Notice kind="warn">
            {client.contact.emailStatus === "bounced"
              ? `An earlier mail to ${client.contact.email ?? "this address"} came back.`
              : `${client.contact.email ?? "This address"} reported an earlier mail as spam.`}{" "}
            Check the address first.
          </Notice>
        ) : null}
        <Field label="Name" name="name" error={error("name")}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label="Email address" name="email" error={error("email")}>
          <Input type="email" inputMode="email" autoComplete="off" {...form.register("email")} />
        </Field>
        <p className="text-xs text-muted">An earlier invitation to the same address stops working.</p>
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
