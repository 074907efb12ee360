/** What Companies House says of a client, as suggestions for the questions about the business. */
import type { ClientItem } from "../../client/entity.ts";
import { rowsOf } from "../../person/index.ts";
import type { AnswerValue } from "../question/value.ts";
import type { Suggestion } from "./suggestion.ts";

/** The register's word on a company's number, name, office, officers and PSCs. One request for the people. */
export async function inRegister(client: ClientItem): Promise<Suggestion[]> {
  if (client.registerSource !== "register" || client.companyNumber === undefined) return [];
  const people = (await rowsOf(client.id)).filter(({ rank, source }) => rank === "0" && source === "register");
  const values: Record<string, AnswerValue | null> = {
    company_number: client.companyNumber,
    company_name: client.registeredName ?? null,
    company_type: KINDS[client.companyType ?? ""] ?? null,
    company_registered_address: officeOf(client),
    incorporation_date: client.incorporatedOn ?? null,
    directors: people
      // A secretary is an officer, and directs nothing.
      .filter(({ kind, role = "" }) => kind === "officer" && !role.includes("secretary"))
      .map(({ name, role }) => ({ name, ...(role === undefined ? {} : { role }) })),
    psc_register: people
      .filter(({ kind }) => kind === "psc")
      .map(({ name, naturesOfControl }) => ({
        name,
        control: naturesOfControl.map((nature) => nature.replaceAll("-", " ")).join(", "),
      })),
    beneficial_owners: people
      .filter(({ kind }) => kind === "psc")
      .map(({ name, nationality, naturesOfControl }) => ({
        name,
        ...(nationality === undefined ? {} : { nationality }),
        ...shareOf(naturesOfControl),
      })),
  };
  return Object.entries(values).flatMap(([key, value]): Suggestion[] =>
    value === null || value.length === 0
      ? []
      : [{ key, value, source: "register", isFilled: true, reason: "Companies House" }],
  );
}

/** The register's words for kinds of company. */
const KINDS: Readonly<Record<string, string>> = { ltd: "limited_company", plc: "plc", llp: "llp" };

function officeOf({ registeredOffice: office }: ClientItem): AnswerValue | null {
  if (!office?.addressLine1 || !office.city) return null;
  return {
    line1: office.addressLine1,
    ...(office.addressLine2 ? { line2: office.addressLine2 } : {}),
    city: office.city,
    ...(office.postcode ? { postcode: office.postcode } : {}),
    country: office.country ?? "United Kingdom",
  };
}

/** `ownership-of-shares-25-to-50-percent` and its kin, or its words. */
function shareOf(natures: readonly string[]): { share: string } | Record<string, never> {
  const all = natures.join(" ");
  const bands = [
    [/75.*100|75% or more/, "75-100"],
    [/50.*75/, "50-75"],
    [/25.*50/, "25-50"],
    [/control|influence/, "control"],
  ] as const;
  const found = bands.find(([form]) => form.test(all));
  return found ? { share: found[1] } : {};
}
