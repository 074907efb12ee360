import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { shortDate } from "../../lib/date.ts";
import { formatPence } from "../../lib/money.ts";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import type { Payment } from "./queries.ts";
import { METHOD_WORDS } from "./words.ts";

/** Entries in rows; a reversal is a row of its own with a negative amount. `action` is the last cell of a row. */
export function PaymentTable({
  payments,
  withInvoice = false,
  action,
}: {
  payments: Payment[];
  withInvoice?: boolean;
  action?: (payment: Payment) => ReactNode;
}) {
  return (
    <Table label="Payments">
      <thead>
        <tr>
          <Th>Date</Th>
          {withInvoice ? <Th>Invoice</Th> : null}
          {withInvoice ? <Th className="max-md:hidden">Client</Th> : null}
          <Th className={withInvoice ? "max-md:hidden" : undefined}>Method</Th>
          <Th className="max-md:hidden">Reference</Th>
          <Th className="max-md:hidden">Account</Th>
          <Th className="text-right">Amount</Th>
          {action ? (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {payments.map((payment) => (
          <tr key={payment.id} className="hover:bg-hover">
            <Td className="whitespace-nowrap">{shortDate(payment.paidOn)}</Td>
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
            <Td className={withInvoice ? "max-md:hidden" : undefined}>
              <span className="flex flex-wrap items-center gap-1.5">
                {METHOD_WORDS[payment.method]}
                {payment.kind === "reversal" ? <Badge tone="warn">Reversal</Badge> : null}
                {payment.reversedBy ? <Badge>Reversed</Badge> : null}
              </span>
            </Td>
            <Td className="max-w-48 truncate text-muted max-md:hidden">{payment.reference ?? payment.reason ?? "–"}</Td>
            <Td className="text-muted max-md:hidden">{payment.bankAccountCode ?? "–"}</Td>
            <Td className="text-right whitespace-nowrap">{formatPence(payment.amountPence)}</Td>
            {action ? <Td className="text-right whitespace-nowrap">{action(payment)}</Td> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
