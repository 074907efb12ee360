/** What the register knows of a number when a client is saved. The command asks by itself: the browser's copy proves nothing. */
import { Company } from "../company/index.ts";
import { type Company as RegisteredCompany, normaliseCompanyNumber } from "../company/schema.ts";
import { VisibleError } from "../lib/error.ts";
import type { ClientItem } from "./entity.ts";

export type Reading =
  | { source: "register"; number: string; company: RegisteredCompany }
  | { source: "manual"; number: string; reason: "not-found" | "unavailable" | "not-asked" };

/** The eight characters of a number, or what is wrong with it. */
export function companyNumber(typed: string): string {
  const number = normaliseCompanyNumber(typed);
  if (number !== null) return number;
  throw new VisibleError(
    "invalid",
    "company.number-invalid",
    "This cannot be a company number. It has eight characters, e.g. 00445790 or SC123456.",
    {
      fields: [{ path: "companyNumber", message: "must be a company number, e.g. 00445790 or SC123456" }],
    },
  );
}

/** Reads the register, by its cache unless `refresh`. A register that is down or knows no such company does not stop the firm. */
export async function readRegister(number: string, refresh = false): Promise<Reading> {
  try {
    return { source: "register", number, company: await Company.lookup(number, { refresh }) };
  } catch (error) {
    if (!(error instanceof VisibleError)) throw error;
    if (error.kind === "not-found") return { source: "manual", number, reason: "not-found" };
    if (error.kind === "unavailable" || error.kind === "rate-limited")
      return { source: "manual", number, reason: "unavailable" };
    throw error;
  }
}

type RegisterFields = Pick<
  ClientItem,
  | "companyNumber"
  | "registerSource"
  | "registerReason"
  | "registeredName"
  | "companyType"
  | "companyStatus"
  | "registerFetchedAt"
>;

/** The part of a client that says where its registered details come from. */
export function registerFields(reading: Reading | null): RegisterFields {
  if (reading === null) return {};
  if (reading.source === "manual")
    return { companyNumber: reading.number, registerSource: "manual", registerReason: reading.reason };
  const { company, number } = reading;
  return {
    companyNumber: number,
    registerSource: "register",
    registeredName: company.companyName,
    companyType: company.companyType,
    companyStatus: company.companyStatus,
    registerFetchedAt: company.fetchedAt,
  };
}
