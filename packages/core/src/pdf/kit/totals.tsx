/** The sums at the right, the last ones strong; and what VAT was charged at which rate. */
import { View } from "../react-pdf.ts";
import { Table } from "./table.tsx";
import { GAP, INK } from "./theme.ts";
import { Words } from "./words.tsx";

export interface Sum {
  label: string;
  /** As it is printed: `£1,234.56`. */
  amount: string;
  strong?: boolean;
}

export const Totals = ({ sums }: { sums: readonly Sum[] }) => (
  <View wrap={false} style={{ width: 220, marginTop: GAP.m }}>
    {sums.map(({ label, amount, strong = false }) => (
      <View
        key={label}
        style={{
          flexDirection: "row",
          justifyContent: "space-between",
          paddingVertical: 3,
          ...(strong ? { borderTopWidth: 1, borderTopColor: INK } : {}),
        }}
      >
        <Words strong={strong}>{label}</Words>
        <Words strong={strong} align="right">
          {amount}
        </Words>
      </View>
    ))}
  </View>
);

/** One row of the VAT summary; amounts as they are printed. */
export interface VatRow {
  rate: string;
  net: string;
  vat: string;
  gross: string;
}

/** Net, VAT and gross of each rate used, with their sums: what HMRC asks of a VAT invoice. */
export const VatSummary = ({ rows, total }: { rows: readonly VatRow[]; total: VatRow }) => (
  <View wrap={false}>
    <Table
      columns={[
        { heading: "VAT rate" },
        { heading: "Net", width: 90, align: "right" },
        { heading: "VAT", width: 90, align: "right" },
        { heading: "Gross", width: 90, align: "right" },
      ]}
      rows={rows.map(({ rate, net, vat, gross }) => [rate, net, vat, gross])}
      foot={[total.rate, total.net, total.vat, total.gross]}
    />
  </View>
);
