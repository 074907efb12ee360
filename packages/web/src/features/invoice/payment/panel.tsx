import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { formatPence } from "../../../lib/money.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Confirm } from "../../../ui/overlay/confirm.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import type { Invoice } from "../queries.ts";
import { useCan } from "../../../lib/account/me.ts";
import type { Payment } from "../../payment/queries.ts";
import { invoicePaymentsQuery, rememberPayment } from "./queries.ts";
import { PaymentTable } from "../../payment/table.tsx";

/** The form library loads when somebody records, not with every invoice. */
const RecordDialog = lazy(() => import("./record-dialog.tsx"));

/** The payments on one invoice: record one, or take one back. */
export function PaymentsPanel({ invoice }: { invoice: Invoice }) {
  const mayPay = useCan("payment:write");
  const list = useInfiniteQuery(invoicePaymentsQuery(invoice.id));
  const payments = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [recording, setRecording] = useState(false);
  const [reversing, setReversing] = useState<Payment | null>(null);
  const payable = invoice.status !== "draft" && invoice.status !== "void" && invoice.duePence > 0;
  const record =
    mayPay && payable ? (
      <Button size="sm" onClick={() => setRecording(true)}>
        Record payment
      </Button>
    ) : null;
  return (
    <Panel flush title="Payments" id="payments" actions={payments.length > 0 ? record : null}>
      {list.isPending ? <SkeletonRows count={2} label="Loading payments" /> : null}
      {list.isError ? <Failure error={list.error} what="The payments" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && payments.length === 0 ? (
        <Empty title="No payments recorded" action={record}>
          {invoice.status === "draft" ? "Approve the invoice first; then payments can be recorded on it." : null}
          {payable ? `${formatPence(invoice.duePence)} is due.` : null}
        </Empty>
      ) : null}
      {payments.length > 0 ? <PaymentTable payments={payments} onReverse={mayPay ? setReversing : undefined} /> : null}
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older payments
          </Button>
        </div>
      ) : null}
      <Suspense>{recording ? <RecordDialog invoice={invoice} onClose={() => setRecording(false)} /> : null}</Suspense>
      {reversing ? <Reverse payment={reversing} onClose={() => setReversing(null)} /> : null}
    </Panel>
  );
}

function Reverse({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const cache = useQueryClient();
  const [reason, setReason] = useState("");
  const key = useRef(crypto.randomUUID());
  const amount = formatPence(payment.amountPence);
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={`Reverse the payment of ${amount}?`}
      action="Reverse payment"
      danger
      onConfirm={async () => {
        const entry = await api("POST /api/invoices/{id}/payments/{paymentId}/reverse", {
          params: { id: payment.invoiceId, paymentId: payment.id },
          body: { reason: reason.trim() === "" ? null : reason },
          idempotencyKey: key.current,
        });
        await rememberPayment(cache, entry);
        toastSuccess(`The payment of ${amount} is reversed`);
      }}
    >
      <p className="mb-3">
        {amount} is due again on {payment.invoiceNumber}. The payment stays in the list, with an entry that takes it
        back. No money is moved.
      </p>
      <Field label="Reason" name="reverseReason" optional className="text-ink">
        <Input
          maxLength={300}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            key.current = crypto.randomUUID();
          }}
        />
      </Field>
    </Confirm>
  );
}
