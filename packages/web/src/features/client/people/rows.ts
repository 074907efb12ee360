import type { Company } from "@practice-hub/core/company/schema";
import type { Person } from "@practice-hub/core/person/schema";

/** What the table of people shows of each. */
export type PersonRow = Pick<
  Person,
  | "id"
  | "kind"
  | "name"
  | "role"
  | "isActive"
  | "appointedOn"
  | "resignedOn"
  | "dateOfBirth"
  | "nationality"
  | "naturesOfControl"
> & {
  source?: Person["source"];
};

/** Officers and people with significant control as the register gives them, before they are saved. */
export const fromRegister = (company: Pick<Company, "directors" | "pscs">): PersonRow[] => [
  ...company.directors.map((officer) => ({ ...officer, kind: "officer" as const, naturesOfControl: [] })),
  ...company.pscs.map((psc) => ({
    ...psc,
    role: psc.kind,
    kind: "psc" as const,
    appointedOn: psc.notifiedOn,
    resignedOn: psc.ceasedOn,
  })),
];

/** `ownership-of-shares-25-to-50-percent` → `Ownership of shares, 25 to 50 percent`. */
export function controlWords(nature: string): string {
  const words = nature.replaceAll("-", " ").replace(/ (\d+ to \d+ percent|more than \d+ percent)/, ", $1");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
