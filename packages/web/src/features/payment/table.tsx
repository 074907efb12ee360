import { Link } from "@tanstack/react-router";
import { shortDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import { Button } from "../../ui/button.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { SyncChip } from "../sync/chip.tsx";
import type { Payment } from "./queries.ts";
import { METHOD_WORDS } from "./words.ts";

/** Entries in rows; a reversal is a row of its own with a negative amount. `onReverse` offers to take one back. */
export function PaymentTable({
  payments,
  withInvoice = false,
  onReverse,
}: {
  payments: Payment[];
  withInvoice?: boolean;
  onReverse?: ((payment: Payment) => void) | undefined;
}) {
  return (
    <Table label="Payments">
      <thead>
        <tr>
          <Th>Date</Th>
          {withInvoice ? <Th>Invoice</Th> : null}
          {withInvoice ? <Th className="max-md:hidden">Client</Th> : null}
          <Th className="max-md:hidden">Method</Th>
          <Th className="max-md:hidden">Reference</Th>
          <Th className="max-md:hidden">Account</Th>
          <Th>Xero</Th>
          <Th className="text-right">Amount</Th>
          {onReverse ? (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {payments.map((payment) => (
          <tr key={payment.id} className="hover:bg-hover">
            <Td className="whitespace-nowrap">
              {shortDate(payment.paidOn)}
              <span className="block text-xs text-muted md:hidden">
                {METHOD_WORDS[payment.method]}
                {payment.kind === "reversal" ? ", reversal" : ""}
                {payment.reversedBy ? ", reversed" : ""}
              </span>
            </Td>
            {withInvoice ? (
              <Td className="whitespace-nowrap">
                <Link
                  to="/client-hub/invoices/$id"
                  params={{ id: payment.invoiceId }}
                  className="font-medium underline-offset-2 hover:underline"
                >
                  {payment.invoiceNumber}
                </Link>
              </Td>
            ) : null}
            {withInvoice ? <Td className="max-w-64 truncate max-md:hidden">{payment.clientName}</Td> : null}
            <Td className="whitespace-nowrap max-md:hidden">
              <span className="flex items-center gap-1.5">
                {METHOD_WORDS[payment.method]}
                {payment.kind === "reversal" ? <Badge tone="warn">Reversal</Badge> : null}
                {payment.reversedBy ? <Badge>Reversed</Badge> : null}
              </span>
            </Td>
            <Td className="max-w-48 truncate text-muted max-md:hidden">{payment.reference ?? payment.reason ?? "–"}</Td>
            <Td className="text-muted max-md:hidden">{payment.bankAccountCode ?? "–"}</Td>
            <Td className="whitespace-nowrap">
              <SyncChip
                short
                target={{
                  kind: "payment",
                  id: payment.id,
                  clientId: payment.clientId,
                  invoiceId: payment.invoiceId,
                }}
                place={payment.xero}
                name={`payment of ${formatPence(payment.amountPence)} on ${payment.invoiceNumber}`}
              />
            </Td>
            <Td className="text-right whitespace-nowrap">{formatPence(payment.amountPence)}</Td>
            {onReverse ? (
              <Td className="text-right whitespace-nowrap">
                {payment.kind === "payment" && !payment.reversedBy ? (
                  <Button
                    look="quiet"
                    size="sm"
                    aria-label={`Reverse the payment of ${formatPence(payment.amountPence)}`}
                    onClick={() => onReverse(payment)}
                  >
                    Reverse
                  </Button>
                ) : null}
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
