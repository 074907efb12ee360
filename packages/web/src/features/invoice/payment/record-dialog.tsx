import { PaymentCreate } from "@practice-hub/core/payment/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import * as z from "zod";
import { api } from "../../../lib/request/api.ts";
import { today } from "../../../lib/time/day.ts";
import { useZodForm } from "../../../lib/form/form.ts";
import { formatPence, parsePounds, typedPounds } from "../../../lib/money.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input, Select } from "../../../ui/form/input.tsx";
import { Dialog, DialogActions } from "../../../ui/overlay/dialog.tsx";
import type { Invoice } from "../queries.ts";
import { rememberPayment } from "./queries.ts";
import { METHOD_WORDS } from "../../payment/words.ts";

const { amountPence, paidOn, method, reference, bankAccountCode } = PaymentCreate.shape;
const orNothing = z.string().transform((typed): string | null | undefined => (typed.trim() === "" ? null : typed));
/** Core's own rules over what is typed: pounds, and empty boxes for what is left out. */
const Typed = z.object({
  amountPence: z
    .string()
    .transform((typed, context) => {
      const pence = parsePounds(typed);
      if (pence !== null) return pence;
      context.addIssue({ code: "custom", message: "Enter the amount in pounds, for example 120.50" });
      return z.NEVER;
    })
    .pipe(amountPence),
  paidOn,
  method,
  reference: orNothing.pipe(reference),
  bankAccountCode: orNothing.pipe(bankAccountCode),
});

/** Records what came in; the whole amount due is filled in, and less is a part payment. */
export default function RecordDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const cache = useQueryClient();
  const attempt = useRef({ body: "", key: "" });
  const { form, summary, submit, busy, error } = useZodForm({
    schema: Typed,
    defaults: {
      amountPence: typedPounds(invoice.duePence),
      paidOn: today(),
      method: "bank_transfer",
      reference: "",
      bankAccountCode: "",
    },
    labels: {
      amountPence: "Amount",
      paidOn: "Date",
      method: "Method",
      reference: "Reference",
      bankAccountCode: "Bank account code",
    },
    onSubmit: async (body) => {
      const text = JSON.stringify(body);
      if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      const entry = await api("POST /api/invoices/{id}/payments", {
        params: { id: invoice.id },
        body,
        idempotencyKey: attempt.current.key,
      });
      await rememberPayment(cache, entry);
      const { duePence } = entry.invoice;
      toastSuccess(`${formatPence(entry.amountPence)} is recorded on ${invoice.number}`, {
        description: duePence === 0 ? "It is paid in full." : `${formatPence(duePence)} is still due.`,
      });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Record payment"
      description={`${formatPence(invoice.duePence)} is due on ${invoice.number}. For a part payment, type what came in.`}
    >
      <form noValidate onSubmit={submit} className="space-y-4">
        <ErrorSummary {...summary} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Amount in pounds" name="amountPence" error={error("amountPence")}>
            <Input inputMode="decimal" autoComplete="off" className="tabular-nums" {...form.register("amountPence")} />
          </Field>
          <Field label="Date" name="paidOn" error={error("paidOn")}>
            <Input type="date" max={today()} {...form.register("paidOn")} />
          </Field>
          <Field label="Method" name="method" error={error("method")}>
            <Select {...form.register("method")}>
              {Object.entries(METHOD_WORDS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Bank account code" name="bankAccountCode" optional error={error("bankAccountCode")}>
            <Input autoComplete="off" {...form.register("bankAccountCode")} />
          </Field>
        </div>
        <Field label="Reference" name="reference" optional error={error("reference")}>
          <Input autoComplete="off" {...form.register("reference")} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Record payment
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
