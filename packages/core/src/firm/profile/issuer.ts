/** The firm as the head and the payment details of its documents. */
import { tenantId } from "../../lib/actor.ts";
import type { Issuer } from "../../pdf/kit/index.ts";
import { fromId } from "../firm.ts";
import type { FirmProfile } from "../schema.ts";
import { logoOf, profileRow, toProfile } from "./read.ts";

export interface IssuerDetails {
  issuer: Issuer;
  /** `[["Sort code", "20-00-00"], …]`; empty when the firm gave no account. */
  payTo: [string, string][];
  /** The profile's version: another when anything of this changed. */
  version: number;
}

/** For printing, in the firm of the actor. Two requests and one to the storage when there is a logo. */
export async function issuer(): Promise<IssuerDetails> {
  const [firm, row] = await Promise.all([fromId(tenantId()), profileRow()]);
  const profile = toProfile(firm, row);
  const { name, vatNumber, companyNumber, email, phone, version } = profile;
  return {
    issuer: {
      name,
      address: addressLines(profile.address),
      vatNumber,
      companyNumber,
      email,
      phone,
      logo: await logoOf(row),
    },
    payTo: payTo(profile),
    version,
  };
}

/** A postal address, one line each; what is not known is left out. */
export const addressLines = (address: FirmProfile["address"] | undefined): string[] => {
  const { addressLine1, addressLine2, city, county, postcode, country } = address ?? {};
  return [addressLine1, addressLine2, city, county, postcode, country].filter((line) => line !== undefined);
};

const payTo = ({ bankAccountName, sortCode, accountNumber, iban }: FirmProfile): [string, string][] => {
  const known: [string, string | null][] = [
    ["Account name", bankAccountName],
    ["Sort code", sortCode],
    ["Account number", accountNumber],
    ["IBAN", iban],
  ];
  const given = known.flatMap(([label, value]): [string, string][] => (value === null ? [] : [[label, value]]));
  return accountNumber || iban ? given : [];
};
