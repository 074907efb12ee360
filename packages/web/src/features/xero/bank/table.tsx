import { formatMoney } from "../../../lib/money.ts";
import { shortDate } from "../../../lib/time/date.ts";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import type { BankTransaction } from "./queries.ts";

const isOut = ({ type }: BankTransaction): boolean => type.startsWith("SPEND");

const KINDS: Readonly<Record<string, string>> = {
  "RECEIVE-OVERPAYMENT": "Overpayment received",
  "RECEIVE-PREPAYMENT": "Prepayment received",
  "SPEND-OVERPAYMENT": "Overpayment made",
  "SPEND-PREPAYMENT": "Prepayment made",
  "RECEIVE-TRANSFER": "Transfer in",
  "SPEND-TRANSFER": "Transfer out",
};

/** What a row is about besides whom: its reference, and what its first line says. */
const aboutOf = ({ type, reference, lineItems }: BankTransaction): string =>
  [KINDS[type], reference, lineItems[0]?.description, lineItems.length > 1 ? `${lineItems.length} lines` : null]
    .filter(Boolean)
    .join(" · ");

/** Bank transactions as Xero has them, newest first; money in and money out each in their column. */
export function BankTable({ transactions }: { transactions: BankTransaction[] }) {
  return (
    <Table label="Bank transactions">
      <thead>
        <tr>
          <Th>Date</Th>
          <Th>Who and what</Th>
          <Th className="max-md:hidden">Account</Th>
          <Th className="max-md:hidden">State</Th>
          <Th className="text-right">In</Th>
          <Th className="text-right">Out</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {transactions.map((one) => (
          <tr key={one.bankTransactionID} className="hover:bg-hover">
            <Td className="whitespace-nowrap text-muted max-md:text-xs">{one.date ? shortDate(one.date) : "–"}</Td>
            <Td className="max-w-80 max-md:max-w-28">
              <span className="block truncate font-medium">{one.contact.name ?? "Nobody named"}</span>
              <span className="block truncate text-xs text-muted">{aboutOf(one)}</span>
            </Td>
            <Td className="max-w-48 truncate text-muted max-md:hidden">{one.bankAccount ?? "–"}</Td>
            <Td className="whitespace-nowrap max-md:hidden">
              {one.status === "DELETED" ? (
                <Badge tone="warn">Deleted</Badge>
              ) : (
                <Badge tone={one.reconciled ? "good" : "neutral"}>
                  {one.reconciled ? "Reconciled" : "Not reconciled"}
                </Badge>
              )}
            </Td>
            <Amount of={isOut(one) ? null : one} />
            <Amount of={isOut(one) ? one : null} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const Amount = ({ of: one }: { of: BankTransaction | null }) => (
  <Td className="text-right whitespace-nowrap">
    {one === null ? null : one.status === "DELETED" ? (
      <s className="text-muted">{formatMoney(one.totalPence, one.currency)}</s>
    ) : (
      formatMoney(one.totalPence, one.currency)
    )}
  </Td>
);
