import type { BillingSum } from "@practice-hub/core/proposal/schema";
import { type Billing, BILLINGS } from "@practice-hub/core/service/schema";
import { formatPence } from "../../lib/money.ts";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Amount } from "../invoice/figures.tsx";
import { VAT_WORDS } from "../invoice/words.ts";
import { BILLING_WORDS } from "../service/words.ts";

interface Line {
  id: string;
  name: string;
  description: string | null;
  quantity: string;
  unitPricePence: number;
  billing: Billing;
  vatRate: keyof typeof VAT_WORDS;
  netPence: number;
}

/** What is offered, line by line. On a narrow window quantity, price and VAT stand under the name. */
export function OfferTable({ lines }: { lines: readonly Line[] }) {
  return (
    <Table label="Services">
      <thead>
        <tr>
          <Th>Service</Th>
          <Th className="max-md:hidden">Billed</Th>
          <Th className="text-right max-md:hidden">Quantity</Th>
          <Th className="text-right max-md:hidden">Price</Th>
          <Th className="max-md:hidden">VAT</Th>
          <Th className="text-right">Net</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {lines.map((line) => (
          <tr key={line.id} className="align-top">
            <Td className="min-w-40 wrap-anywhere">
              <span className="font-medium">{line.name}</span>
              {line.description ? (
                <span className="block text-sm whitespace-pre-line text-muted">{line.description}</span>
              ) : null}
              <span className="block text-xs text-muted md:hidden">
                {BILLING_WORDS[line.billing]} · {line.quantity} × {formatPence(line.unitPricePence)} ·{" "}
                {VAT_WORDS[line.vatRate]}
              </span>
            </Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{BILLING_WORDS[line.billing]}</Td>
            <Td className="text-right max-md:hidden">{line.quantity}</Td>
            <Td className="text-right whitespace-nowrap max-md:hidden">{formatPence(line.unitPricePence)}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{VAT_WORDS[line.vatRate]}</Td>
            <Td className="text-right whitespace-nowrap">{formatPence(line.netPence)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const TOTAL_WORDS: Record<Billing, string> = {
  one_off: "Once, with VAT",
  monthly: "A month, with VAT",
  annual: "A year, with VAT",
};

/** What it comes to: each billing with its VAT, and the first year in all. Billings without a line are left out. */
export function OfferTotals({
  sums,
  firstYearPence,
}: {
  sums: Record<Billing, Pick<BillingSum, "subtotalPence" | "totalPence" | "vat">>;
  firstYearPence: number;
}) {
  return (
    <div className="ml-auto w-full max-w-sm tabular-nums">
      {BILLINGS.filter((billing) => sums[billing].vat.length > 0).map((billing) => (
        <dl key={billing} className="mb-2">
          <Amount term="Net" pence={sums[billing].subtotalPence} />
          {sums[billing].vat
            .filter(({ vatRate }) => vatRate !== "none")
            .map(({ vatRate, netPence, vatPence }) => (
              <Amount
                key={vatRate}
                term={
                  <>
                    VAT{" "}
                    <span className="text-xs">
                      ({VAT_WORDS[vatRate]} on {formatPence(netPence)})
                    </span>
                  </>
                }
                pence={vatPence}
              />
            ))}
          <Amount strong term={TOTAL_WORDS[billing]} pence={sums[billing].totalPence} />
        </dl>
      ))}
      <dl>
        <Amount strong term="In the first year, with VAT" pence={firstYearPence} />
      </dl>
    </div>
  );
}
