/** An invoice as a document of the PDF kit. Pure: everything it shows is in its props. */
import { formatDay } from "../../lib/text/day.ts";
import { formatPence } from "../../lib/text/money.ts";
import {
  ALERT,
  Facts,
  GAP,
  type Issuer,
  Letterhead,
  legalLine,
  Paper,
  Paragraphs,
  Section,
  Table,
  Totals,
  View,
  VatSummary,
  Words,
} from "../../pdf/kit/index.ts";
import type { Invoice } from "../schema.ts";
import { RATE_SHORT, RATE_WORDS } from "./rate.ts";

export interface InvoiceDocumentProps {
  invoice: Invoice;
  issuer: Issuer;
  /** Who it is made out to, name first, one line each. */
  billTo: readonly string[];
  /** How to pay, e.g. `[["Sort code", "20-00-00"]]`; empty when the firm has told us none. */
  payTo: readonly [string, string][];
}

export const InvoiceDocument = ({ invoice, issuer, billTo, payTo }: InvoiceDocumentProps) => (
  <Paper title={`Invoice ${invoice.number}`} author={issuer.name} foot={`${invoice.number} · ${legalLine(issuer)}`}>
    <Letterhead issuer={issuer} title={issuer.vatNumber ? "VAT invoice" : "Invoice"} badge={badgeOf(invoice)} />
    <View style={{ flexDirection: "row", justifyContent: "space-between", marginBottom: GAP.l }}>
      <View style={{ flex: 1, paddingRight: GAP.l }}>
        <Words soft>Invoice to</Words>
        {billTo.map((line, index) => (
          <Words key={line} strong={index === 0}>
            {line}
          </Words>
        ))}
      </View>
      <View style={{ width: 230 }}>
        <Facts facts={factsOf(invoice, issuer)} />
      </View>
    </View>
    <Lines invoice={invoice} />
    {/* Reversed, so that the sums are read before what to do about them. */}
    <View wrap={false} style={{ flexDirection: "row-reverse", justifyContent: "space-between" }}>
      <Totals sums={sumsOf(invoice)} />
      <View style={{ flex: 1, paddingRight: GAP.xl }}>
        {invoice.duePence > 0 && payTo.length > 0 && (
          <Section heading="How to pay">
            <Facts facts={[...payTo, ["Reference", invoice.number]]} />
          </Section>
        )}
      </View>
    </View>
    <Section heading="VAT summary">
      <Vat invoice={invoice} />
    </Section>
    {invoice.terms && (
      <Section heading="Terms">
        <Paragraphs>{invoice.terms}</Paragraphs>
      </Section>
    )}
    {invoice.notes && (
      <Section heading="Notes">
        <Paragraphs>{invoice.notes}</Paragraphs>
      </Section>
    )}
  </Paper>
);

/** What a reader must know before anything else. */
function badgeOf({ status, paidOn }: Invoice) {
  if (status === "draft") return <Words color={ALERT}>Draft, not to be paid yet</Words>;
  if (status === "void") return <Words color={ALERT}>Void, credited in full</Words>;
  if (status === "paid") return <Words soft>{`Paid${paidOn ? ` on ${formatDay(paidOn)}` : ""}, thank you`}</Words>;
  return null;
}

const factsOf = (invoice: Invoice, issuer: Issuer): [string, string][] => [
  ["Invoice number", invoice.number],
  ["Date", formatDay(invoice.issueOn)],
  ["Due", formatDay(invoice.dueOn)],
  ...(invoice.poNumber ? [["PO number", invoice.poNumber] as [string, string]] : []),
  ...(issuer.vatNumber ? [["Our VAT number", issuer.vatNumber] as [string, string]] : []),
];

function Lines({ invoice }: { invoice: Invoice }) {
  const discounted = invoice.lines.some((line) => line.discountPercent !== "0");
  return (
    <Table
      columns={[
        { heading: "Description" },
        { heading: "Quantity", width: 56, align: "right" },
        { heading: "Price", width: 72, align: "right" },
        ...(discounted ? [{ heading: "Discount", width: 56, align: "right" as const }] : []),
        { heading: "VAT", width: 52, align: "right" },
        { heading: "Net", width: 78, align: "right" },
      ]}
      rows={invoice.lines.map((line) => [
        line.description,
        line.quantity,
        formatPence(line.unitPricePence),
        ...(discounted ? [line.discountPercent === "0" ? "" : `${line.discountPercent}%`] : []),
        RATE_SHORT[line.vatRate],
        formatPence(line.netPence),
      ])}
    />
  );
}

const sumsOf = (invoice: Invoice) => [
  { label: "Net", amount: formatPence(invoice.subtotalPence) },
  { label: "VAT", amount: formatPence(invoice.vatPence) },
  { label: "Total", amount: formatPence(invoice.totalPence), strong: true },
  ...(invoice.paidPence > 0 ? [{ label: "Paid", amount: formatPence(-invoice.paidPence) }] : []),
  ...(invoice.creditedPence > 0 ? [{ label: "Credited", amount: formatPence(-invoice.creditedPence) }] : []),
  { label: "Amount due", amount: formatPence(invoice.duePence), strong: true },
];

const Vat = ({ invoice }: { invoice: Invoice }) => (
  <VatSummary
    rows={invoice.vat.map(({ vatRate, netPence, vatPence }) => ({
      rate: RATE_WORDS[vatRate],
      net: formatPence(netPence),
      vat: formatPence(vatPence),
      gross: formatPence(netPence + vatPence),
    }))}
    total={{
      rate: "Total",
      net: formatPence(invoice.subtotalPence),
      vat: formatPence(invoice.vatPence),
      gross: formatPence(invoice.totalPence),
    }}
  />
);
