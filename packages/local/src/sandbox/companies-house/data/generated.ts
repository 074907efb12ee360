/** Ten thousand small companies, 13000000 to 13009999, made from their number: for imports, benchmarks and limit tests. */
import type { CompanyRecord } from "../record.ts";
import { individual, officer, SHARES_75 } from "./people.ts";

const FIRST = 13_000_000;
export const GENERATED = 10_000;
const two = (n: number): string => String(n).padStart(2, "0");

/** The company with this number, when it is one of the made ones. */
export function generated(number: string): CompanyRecord | undefined {
  const n = Number(number) - FIRST;
  if (!/^\d{8}$/.test(number) || n < 0 || n >= GENERATED) return undefined;
  const created = `${2015 + (n % 9)}-${two((n % 12) + 1)}-${two((n % 28) + 1)}`;
  return {
    number,
    name: `SAMPLE TRADING ${String(n).padStart(4, "0")} LIMITED`,
    type: "ltd",
    created,
    office: {
      premises: String((n % 200) + 1),
      address_line_1: "Commercial Street",
      locality: "Halifax",
      postal_code: "HX1 1TJ",
      country: "England",
    },
    sic: ["82990"],
    yearEnd: [31, (n % 2) * 9 + 3],
    officers: [
      officer(n, "director", created),
      officer(n + 1, "director", created),
      officer(n + 2, "secretary", created, { resigned_on: "2024-06-30" }),
    ],
    pscs: [individual(n, created, SHARES_75)],
  };
}

export const generatedAt = (index: number): CompanyRecord | undefined => generated(String(FIRST + index));
