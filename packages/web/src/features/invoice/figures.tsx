import type { VatRate } from "@practice-hub/core/invoice/schema";
import type { ReactNode } from "react";
import { formatPence } from "../../lib/money.ts";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { VAT_WORDS } from "./words.ts";

interface Line {
  id: string;
  description: string;
  quantity: string;
  unitPricePence: number;
  discountPercent: string;
  vatRate: VatRate;
  accountCode?: string | null;
  netPence: number;
}

/** The lines as they were billed. On a narrow window quantity, price and VAT stand under the description. */
export function LinesTable({ lines, withAccount = false }: { lines: readonly Line[]; withAccount?: boolean }) {
  return (
    <Table label="Lines">
      <thead>
        <tr>
          <Th>Description</Th>
          <Th className="text-right max-md:hidden">Quantity</Th>
          <Th className="text-right max-md:hidden">Unit price</Th>
          <Th className="max-md:hidden">VAT</Th>
          {withAccount ? <Th className="max-md:hidden">Account</Th> : null}
          <Th className="text-right">Net</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {lines.map((line) => (
          <tr key={line.id} className="align-top">
            <Td className="min-w-40 wrap-anywhere whitespace-pre-line">
              {line.description}
              {line.discountPercent === "0" ? null : (
                <span className="block text-xs text-muted">{line.discountPercent}% discount</span>
              )}
              <span className="block text-xs text-muted md:hidden">
                {line.quantity} × {formatPence(line.unitPricePence)} · {VAT_WORDS[line.vatRate]}
              </span>
            </Td>
            <Td className="text-right max-md:hidden">{line.quantity}</Td>
            <Td className="text-right whitespace-nowrap max-md:hidden">{formatPence(line.unitPricePence)}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{VAT_WORDS[line.vatRate]}</Td>
            {withAccount ? <Td className="text-muted max-md:hidden">{line.accountCode ?? "–"}</Td> : null}
            <Td className="text-right whitespace-nowrap">{formatPence(line.netPence)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface Sums {
  subtotalPence: number;
  vat: readonly { vatRate: VatRate; netPence: number; vatPence: number }[];
  totalPence: number;
}

/** What it comes to: the net, VAT by rate on how much, the total; `children` go below it. */
export function Totals({ sums, children }: { sums: Sums; children?: ReactNode }) {
  return (
    <dl className="ml-auto w-full max-w-sm tabular-nums">
      <Amount term="Subtotal" pence={sums.subtotalPence} />
      {sums.vat.map(({ vatRate, netPence, vatPence }) => (
        <Amount
          key={vatRate}
          term={
            <>
              {vatRate === "none" ? "No VAT" : "VAT"}{" "}
              <span className="text-xs">
                ({vatRate === "none" ? "" : `${VAT_WORDS[vatRate]} `}on {formatPence(netPence)})
              </span>
            </>
          }
          pence={vatPence}
        />
      ))}
      <Amount strong term="Total" pence={sums.totalPence} />
      {children}
    </dl>
  );
}

export function Amount({ term, pence, strong = false }: { term: ReactNode; pence: number; strong?: boolean }) {
  return (
    <div
      className={
        strong
          ? "flex justify-between gap-4 border-t border-line py-1.5 font-semibold"
          : "flex justify-between gap-4 py-1 text-muted"
      }
    >
      <dt>{term}</dt>
      <dd className="whitespace-nowrap">{formatPence(pence)}</dd>
    </div>
  );
}
