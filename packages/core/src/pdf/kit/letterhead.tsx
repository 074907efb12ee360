/** The head of the first page: who issues the document, and what it is. */
import { Image, View } from "../react-pdf.ts";
import { GAP } from "./theme.ts";
import { Words } from "./words.tsx";

/** The firm as its documents show it. */
export interface Issuer {
  name: string;
  /** Postal address, one line each. */
  address: readonly string[];
  vatNumber: string | null;
  companyNumber: string | null;
  email: string | null;
  phone: string | null;
  logo: { data: Uint8Array; format: "png" | "jpg" } | null;
}

/** `VAT registration 123 4567 89 · Company 01234567`; what is not known is left out. */
export const legalLine = ({ name, vatNumber, companyNumber }: Issuer): string =>
  [name, vatNumber && `VAT registration ${vatNumber}`, companyNumber && `Company number ${companyNumber}`]
    .filter(Boolean)
    .join(" · ");

export const Letterhead = ({ issuer, title, badge }: { issuer: Issuer; title: string; badge?: React.ReactNode }) => (
  <View style={{ flexDirection: "row", justifyContent: "space-between", marginBottom: GAP.l }}>
    <View style={{ flex: 1, paddingRight: GAP.l }}>
      <Words size="title" strong>
        {title}
      </Words>
      {badge}
    </View>
    <View style={{ width: 210, alignItems: "flex-end" }}>
      {issuer.logo && (
        <Image
          src={{ data: Buffer.from(issuer.logo.data), format: issuer.logo.format }}
          style={{ maxWidth: 150, maxHeight: 56, objectFit: "contain", objectPosition: "right", marginBottom: GAP.m }}
        />
      )}
      <Words strong align="right">
        {issuer.name}
      </Words>
      {[...issuer.address, issuer.phone, issuer.email].flatMap((line) =>
        line ? (
          <Words key={line} soft align="right">
            {line}
          </Words>
        ) : (
          []
        ),
      )}
    </View>
  </View>
);
