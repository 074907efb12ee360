import { type InvoiceLetterProps, invoiceLetter } from "@practice-hub/core/email/schema";
import { InvoiceSend } from "@practice-hub/core/invoice/schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useZodForm } from "../../lib/form/form.ts";
import { api } from "../../lib/request/api.ts";
import { hasCode } from "../../lib/request/problem.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/form/error-summary.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Textarea } from "../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../ui/overlay/dialog.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { type Client, clientQuery } from "../client/queries.ts";
import { useMe } from "../../lib/account/me.ts";
import { type Invoice, invoiceQuery, rememberInvoice } from "./queries.ts";

/** Sends the invoice by mail. The mail is shown as it will be read, before it goes. */
export default function SendInvoice({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQuery(clientQuery(invoice.clientId));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${invoice.sentEmailId ? "Send again:" : "Send"} ${invoice.number}`}
      description="The mail has a link to the invoice and its PDF. The client needs no account to open it."
      wide
    >
      {client.isPending ? <SkeletonRows count={4} label="Loading the client’s address" /> : null}
      {client.isPending ? null : <SendForm invoice={invoice} client={client.data} onClose={onClose} />}
    </Dialog>
  );
}

function SendForm({ invoice, client, onClose }: { invoice: Invoice; client: Client | undefined; onClose: () => void }) {
  const cache = useQueryClient();
  const { firm } = useMe();
  const { id, number, version } = invoice;
  /** The same key for the same press repeated: a lost answer never means a second mail. */
  const key = useRef(crypto.randomUUID());
  const { form, summary, submit, busy, error } = useZodForm({
    schema: InvoiceSend,
    defaults: { version, to: invoice.sentTo ?? client?.contactEmail ?? "", message: "" },
    labels: { to: "Email address", message: "Message" },
    onSubmit: async (body) => {
      try {
        const sent = await api("POST /api/invoices/{id}/send", { params: { id }, body, idempotencyKey: key.current });
        rememberInvoice(cache, sent);
        void cache.invalidateQueries({ queryKey: ["emails"] });
        toastSuccess(`${number} is on its way to ${body.to}`);
        onClose();
      } catch (cause) {
        key.current = crypto.randomUUID();
        if (hasCode(cause, "invoice.version-conflict")) {
          await cache.invalidateQueries({ queryKey: invoiceQuery(id).queryKey });
          onClose();
        }
        throw cause;
      }
    },
  });
  const [to, message] = form.watch(["to", "message"]);
  const known = client?.contactEmail !== null && client?.contactEmail === to.trim().toLowerCase();
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <ErrorSummary {...summary} />
      {invoice.sentEmailId ? (
        <Notice>
          It was sent to {invoice.sentTo} before. That link keeps working, and this mail brings another one.
        </Notice>
      ) : null}
      <Field label="Email address" name="to" error={error("to")}>
        <Input type="email" inputMode="email" autoComplete="off" {...form.register("to")} />
      </Field>
      <Field label="Message" name="message" optional error={error("message")}>
        <Textarea maxLength={1000} {...form.register("message")} />
      </Field>
      <Preview
        letter={{
          firmName: firm.name,
          clientName: invoice.clientName,
          contactName: known ? (client?.contactName ?? undefined) : undefined,
          number,
          totalPence: invoice.totalPence,
          duePence: invoice.duePence,
          dueOn: invoice.dueOn,
          poNumber: invoice.poNumber ?? undefined,
          message: message?.trim() || undefined,
        }}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          {invoice.sentEmailId ? "Send again" : "Send invoice"}
        </Button>
      </DialogActions>
    </form>
  );
}

/** The words of the mail, from the same source as the mail itself. */
function Preview({ letter }: { letter: InvoiceLetterProps }) {
  const { subject, paragraphs, action } = invoiceLetter(letter);
  return (
    <section aria-label="The mail" className="rounded-md border border-line bg-sunken px-4 py-3">
      <p className="text-xs text-muted">Subject</p>
      <p className="font-medium wrap-anywhere">{subject}</p>
      <div className="mt-3 space-y-2 border-t border-line pt-3 wrap-anywhere whitespace-pre-line">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <p className="mt-3 inline-block rounded-md bg-accent px-3 py-1.5 text-sm font-medium text-on-accent">{action}</p>
    </section>
  );
}
