/** A proposal as a document of the PDF kit. Pure: everything it shows is in its props. */
import { formatDay } from "../../lib/text/day.ts";
import { formatPence } from "../../lib/text/money.ts";
import { RATE_SHORT, RATE_WORDS } from "../../invoice/print/rate.ts";
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
  Words,
} from "../../pdf/kit/index.ts";
import { type Billing, BILLINGS } from "../../service/schema.ts";
import type { Line } from "../entity.ts";
import { proposalSum } from "../rule/total.ts";

export interface ProposalDocumentProps {
  number: string;
  title: string;
  /** The number of the version; null for one that was not sent. */
  version: number | null;
  clientName: string;
  /** The day it was sent, or is previewed. */
  on: string;
  validUntilOn: string;
  introduction?: string | undefined;
  terms?: string | undefined;
  lines: readonly Line[];
  issuer: Issuer;
}

const HEADINGS: Readonly<Record<Billing, string>> = {
  one_off: "Once",
  monthly: "Every month",
  annual: "Every year",
};
const TOTALS: Readonly<Record<Billing, string>> = {
  one_off: "Total with VAT",
  monthly: "A month, with VAT",
  annual: "A year, with VAT",
};

export const ProposalDocument = (props: ProposalDocumentProps) => {
  const { number, title, version, clientName, introduction, terms, lines, issuer, validUntilOn } = props;
  const sum = proposalSum(lines);
  return (
    <Paper title={`Proposal ${number}`} author={issuer.name} foot={`${footOf(props)} · ${legalLine(issuer)}`}>
      <Letterhead
        issuer={issuer}
        title="Proposal"
        badge={version === null ? <Words color={ALERT}>Draft, not sent yet</Words> : null}
      />
      <View style={{ flexDirection: "row", justifyContent: "space-between", marginBottom: GAP.l }}>
        <View style={{ flex: 1, paddingRight: GAP.l }}>
          <Words soft>For</Words>
          <Words strong>{clientName}</Words>
        </View>
        <View style={{ width: 230 }}>
          <Facts facts={factsOf(props)} />
        </View>
      </View>
      <Words strong size="lead">
        {title}
      </Words>
      {introduction && (
        <View style={{ marginTop: GAP.m }}>
          <Paragraphs>{introduction}</Paragraphs>
        </View>
      )}
      {BILLINGS.filter((billing) => lines.some((line) => line.billing === billing)).map((billing) => (
        <Fees key={billing} billing={billing} lines={lines} sum={sum} />
      ))}
      <Section heading="In the first year">
        <Words>{`${formatPence(sum.firstYearPence)} with VAT: what is billed once, twelve months and one annual bill.`}</Words>
      </Section>
      {terms && (
        <Section heading="Terms">
          <Paragraphs>{terms}</Paragraphs>
        </Section>
      )}
      <Section heading="How to accept">
        <Words>{`Sign in to your portal and sign this proposal there until ${formatDay(validUntilOn)}. Nothing is agreed until you do.`}</Words>
      </Section>
    </Paper>
  );
};

const footOf = ({ number, version }: ProposalDocumentProps): string =>
  version === null ? `${number}, draft` : `${number}, version ${version}`;

const factsOf = ({ number, version, on, validUntilOn }: ProposalDocumentProps): [string, string][] => [
  ["Proposal number", number],
  ...(version === null ? [] : [["Version", String(version)] as [string, string]]),
  ["Date", formatDay(on)],
  ["Valid until", formatDay(validUntilOn)],
];

function Fees({
  billing,
  lines,
  sum,
}: {
  billing: Billing;
  lines: readonly Line[];
  sum: ReturnType<typeof proposalSum>;
}) {
  const { subtotalPence, vat, totalPence } = sum.byBilling[billing];
  return (
    <Section heading={HEADINGS[billing]}>
      <Table
        columns={[
          { heading: "Service" },
          { heading: "Quantity", width: 56, align: "right" },
          { heading: "Price", width: 78, align: "right" },
          { heading: "VAT", width: 52, align: "right" },
          { heading: "Net", width: 82, align: "right" },
        ]}
        rows={lines.flatMap((line, index) =>
          line.billing === billing
            ? [
                [
                  line.description ? `${line.name}\n${line.description}` : line.name,
                  line.quantity,
                  formatPence(line.unitPricePence),
                  RATE_SHORT[line.vatRate],
                  formatPence(sum.lines[index]?.netPence ?? 0),
                ],
              ]
            : [],
        )}
      />
      <View style={{ flexDirection: "row", justifyContent: "flex-end" }}>
        <Totals
          sums={[
            { label: "Net", amount: formatPence(subtotalPence) },
            ...vat
              .filter(({ vatPence }) => vatPence > 0)
              .map(({ vatRate, vatPence }) => ({
                label: `VAT, ${RATE_WORDS[vatRate].toLowerCase()}`,
                amount: formatPence(vatPence),
              })),
            { label: TOTALS[billing], amount: formatPence(totalPence), strong: true },
          ]}
        />
      </View>
    </Section>
  );
}
