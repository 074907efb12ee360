import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Ban, CheckCheck, MoreHorizontal, Pencil, Send } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { longDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import { hasCode } from "../../lib/request/problem.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { Confirm } from "../../ui/overlay/confirm.tsx";
import { Menu, MenuItem } from "../../ui/overlay/menu.tsx";
import { PdfButton } from "../pdf/button.tsx";
import { useCan } from "../../lib/account/me.ts";
import { type Invoice, invoiceQuery, rememberInvoice } from "./queries.ts";

const SendInvoice = lazy(() => import("./send-dialog.tsx"));

/** What can be done with the invoice as it stands; the API decides again. */
export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const cache = useQueryClient();
  const mayWrite = useCan("invoice:write");
  const [open, setOpen] = useState<"approve" | "send" | "mark-sent" | "void" | null>(null);
  const [reason, setReason] = useState("");
  const close = () => setOpen(null);
  const { id, number, status, version } = invoice;
  /** Somebody may have been faster: then their record is shown, and the next press concerns that one. */
  const change = async (act: () => Promise<Invoice>, done: string) => {
    try {
      rememberInvoice(cache, await act());
      toastSuccess(done);
    } catch (error) {
      if (hasCode(error, "invoice.version-conflict"))
        await cache.invalidateQueries({ queryKey: invoiceQuery(id).queryKey });
      throw error;
    }
  };
  const pdf = (
    <PdfButton ask={() => api("GET /api/invoices/{id}/pdf", { params: { id } })}>
      {status === "draft" ? "Preview PDF" : "PDF"}
    </PdfButton>
  );
  if (!mayWrite || status === "void") return pdf;
  const draft = status === "draft";
  const mayVoid = invoice.paidPence === 0 && status !== "paid";
  const maySend = !draft && status !== "paid";
  return (
    <>
      {pdf}
      {status === "paid" ? null : (
        <Link to="/client-hub/invoices/$id/edit" params={{ id }} className={buttonStyle()}>
          <Pencil aria-hidden="true" className="size-3.5" />
          {draft ? "Edit draft" : "Change details"}
        </Link>
      )}
      {draft ? (
        <Button look="primary" onClick={() => setOpen("approve")}>
          Approve
        </Button>
      ) : null}
      {maySend ? (
        <Button
          look={invoice.sentAt ? "secondary" : "primary"}
          icon={<Send aria-hidden="true" className="size-4" />}
          onClick={() => setOpen("send")}
        >
          {invoice.sentAt ? "Send again" : "Send"}
        </Button>
      ) : null}
      {mayVoid || (maySend && !invoice.sentAt) ? (
        <Menu
          trigger={
            <Button size="icon" aria-label="More actions">
              <MoreHorizontal aria-hidden="true" className="size-4" />
            </Button>
          }
        >
          {maySend && !invoice.sentAt ? (
            <MenuItem icon={<CheckCheck aria-hidden="true" className="size-4" />} onSelect={() => setOpen("mark-sent")}>
              Mark as sent
            </MenuItem>
          ) : null}
          {mayVoid ? (
            <MenuItem danger icon={<Ban aria-hidden="true" className="size-4" />} onSelect={() => setOpen("void")}>
              Void invoice
            </MenuItem>
          ) : null}
        </Menu>
      ) : null}
      <Suspense>{open === "send" ? <SendInvoice invoice={invoice} onClose={close} /> : null}</Suspense>
      <Confirm
        open={open === "approve"}
        onOpenChange={close}
        title={`Approve ${number}?`}
        action="Approve invoice"
        onConfirm={() =>
          change(
            () => api("POST /api/invoices/{id}/approve", { params: { id }, body: { version } }),
            `${number} is approved`,
          )
        }
      >
        {formatPence(invoice.totalPence)} becomes due from {invoice.clientName} on {longDate(invoice.dueOn)}. Its lines
        and issue date cannot change afterwards. Nothing is sent to the client.
      </Confirm>
      <Confirm
        open={open === "mark-sent"}
        onOpenChange={close}
        title={`Mark ${number} as sent?`}
        action="Mark as sent"
        onConfirm={() =>
          change(
            () => api("POST /api/invoices/{id}/mark-sent", { params: { id }, body: { version } }),
            `${number} is marked as sent`,
          )
        }
      >
        Do this when you gave it to {invoice.clientName} yourself: no mail goes out. The invoice appears in the client’s
        portal.
      </Confirm>
      <Confirm
        open={open === "void"}
        onOpenChange={close}
        title={`Void ${number}?`}
        action="Void invoice"
        danger
        onConfirm={() =>
          change(
            () =>
              api("POST /api/invoices/{id}/void", {
                params: { id },
                body: { version, reason: reason.trim() === "" ? null : reason },
              }),
            `${number} is void`,
          )
        }
      >
        <p className="mb-3">
          {draft ? "The draft" : "The whole invoice"} is credited and nothing is due on it. Its number stays taken. This
          cannot be undone.
        </p>
        <Field label="Reason" name="voidReason" optional className="text-ink">
          <Input maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </Confirm>
    </>
  );
}
