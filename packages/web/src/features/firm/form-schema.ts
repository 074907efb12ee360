/** The boxes of Settings › Firm are all text; an empty one clears its field. */
import { FirmUpdate, type FirmUpdateInput } from "@practice-hub/core/firm/schema";
import * as z from "zod";
import type { Firm } from "./queries.ts";

const ADDRESS = ["addressLine1", "addressLine2", "city", "county", "postcode", "country"] as const;
const TEXTS = [
  "email",
  "phone",
  "vatNumber",
  "companyNumber",
  "bankAccountName",
  "sortCode",
  "accountNumber",
  "iban",
  "terms",
] as const;

const box = z.string();
const boxes = <N extends string>(names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, box])) as Record<N, typeof box>;

const Boxes = z.object({
  version: z.number(),
  name: box,
  address: z.object(boxes(ADDRESS)),
  ...boxes(TEXTS),
  termsDays: box,
});
type Boxes = z.infer<typeof Boxes>;

/** What the API takes, checked by its own schema; the paths of what is wrong are those of the boxes. */
export const FirmForm = Boxes.transform(({ version, name, address, termsDays, ...texts }): FirmUpdateInput => {
  const typed = Object.entries(address).filter(([, value]) => value.trim() !== "");
  return {
    version,
    name,
    address: typed.length > 0 ? Object.fromEntries(typed) : null,
    ...Object.fromEntries(Object.entries(texts).map(([field, value]) => [field, value.trim() === "" ? null : value])),
    termsDays: /^\d+$/.test(termsDays.trim()) ? Number(termsDays) : Number.NaN,
  };
}).pipe(FirmUpdate);

export const boxesOf = (firm: Firm): Boxes => {
  const filled = <N extends string>(names: readonly N[], from: Partial<Record<N, string | null | undefined>>) =>
    Object.fromEntries(names.map((name) => [name, from[name] ?? ""])) as Record<N, string>;
  return {
    version: firm.version,
    name: firm.name,
    address: filled(ADDRESS, firm.address ?? {}),
    ...filled(TEXTS, firm),
    termsDays: String(firm.termsDays),
  };
};

/** The words of each box, also before what is wrong with it. */
export const FIRM_WORDS = {
  name: "Name",
  "address.addressLine1": "Address line 1",
  "address.addressLine2": "Address line 2",
  "address.city": "Town or city",
  "address.county": "County",
  "address.postcode": "Postcode",
  "address.country": "Country",
  email: "Email address",
  phone: "Telephone",
  vatNumber: "VAT number",
  companyNumber: "Company number",
  bankAccountName: "Account name",
  sortCode: "Sort code",
  accountNumber: "Account number",
  iban: "IBAN",
  termsDays: "Days to pay",
  terms: "Terms",
} as const;
export type FirmField = keyof typeof FIRM_WORDS;
