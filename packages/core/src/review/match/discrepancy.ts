/**
 * What a client declared about its owners against the register of persons with significant control, and the report that MLR
 * 2017 reg. 30A asks for. Only material ones are to be reported (since 1 April 2023): a person judges that. Pure.
 */
import { compareBirth } from "../../comparison/birth.ts";
import { compareNames } from "../../comparison/name.ts";
import type { Discrepancy } from "./schema.ts";

/** The bands in which a client declares a share; `control` is control without one. */
export type Share = "25-50" | "50-75" | "75-100" | "control";

/** An owner as the client declared it. */
export interface Owner {
  name: string;
  /** `YYYY-MM-DD`. */
  dateOfBirth: string | null;
  share: Share | null;
}

/** An active PSC as the register has it. */
export interface RegisterPsc {
  name: string;
  /** `YYYY-MM`. */
  dateOfBirth: string | null;
  naturesOfControl: readonly string[];
  /** An individual; a company on the register is no owner that a person declares. */
  individual: boolean;
}

/** In the words of the Companies Act 2006, schedule 1A; somebody with exactly 25% is an owner, but no PSC. */
const SHARE_WORDS: Readonly<Record<Share, string>> = {
  "25-50": "25% to 50%",
  "50-75": "more than 50%, less than 75%",
  "75-100": "75% or more",
  control: "control in another way",
};

/** The band of shares among natures of control (`ownership-of-shares-75-to-100-percent-as-trust`); undefined without one. */
const bandOf = (natures: readonly string[]): Share | undefined =>
  natures
    .map((nature) => /^(?:ownership-of-shares|right-to-share-surplus-assets)-(25|50|75)-to-(50|75|100)-/.exec(nature))
    .map((found) => (["25-50", "50-75", "75-100"] as const).find((band) => band === `${found?.[1]}-${found?.[2]}`))
    .find((band) => band !== undefined);

/** Every difference, declared people first. */
export function discrepancies(declared: readonly Owner[], register: readonly RegisterPsc[]): Discrepancy[] {
  const individuals = register.filter(({ individual }) => individual);
  const left = new Set(individuals);
  const found: Discrepancy[] = [];
  for (const owner of declared) {
    const same = [...left].filter((psc) => compareNames(owner.name, psc.name).agree);
    const psc = same.find((one) => bornTogether(owner, one)) ?? same[0];
    if (psc) {
      left.delete(psc);
      found.push(...differences(owner, psc));
    } else
      found.push({
        kind: "not-on-register",
        person: owner.name,
        declared: describe(owner),
        register: null,
        reason: `The client declares ${owner.name} as an owner; the register names nobody of this name who is active.${
          owner.share === "25-50" ? " Somebody with exactly 25% is no PSC." : ""
        }`,
      });
  }
  for (const psc of left)
    found.push({
      kind: "not-declared",
      person: psc.name,
      declared: null,
      register: [psc.dateOfBirth, ...psc.naturesOfControl].filter(Boolean).join(", ") || "named",
      reason: `The register names ${psc.name} as having significant control; the client did not declare this person.`,
    });
  return found;
}

const bornTogether = (owner: Owner, psc: RegisterPsc): boolean =>
  owner.dateOfBirth !== null && psc.dateOfBirth !== null && compareBirth(owner.dateOfBirth, psc.dateOfBirth).agree;

function differences(owner: Owner, psc: RegisterPsc): Discrepancy[] {
  const found: Discrepancy[] = [];
  if (owner.dateOfBirth !== null && psc.dateOfBirth !== null && !bornTogether(owner, psc))
    found.push({
      kind: "birth-differs",
      person: owner.name,
      declared: owner.dateOfBirth,
      register: psc.dateOfBirth,
      reason: compareBirth(owner.dateOfBirth, psc.dateOfBirth).reason,
    });
  const band = bandOf(psc.naturesOfControl);
  if (band && owner.share !== null && owner.share !== "control" && owner.share !== band)
    found.push({
      kind: "share-differs",
      person: owner.name,
      declared: SHARE_WORDS[owner.share],
      register: SHARE_WORDS[band],
      reason: "The share declared is in another band than the register's.",
    });
  return found;
}

const describe = ({ dateOfBirth, share }: Owner): string =>
  [dateOfBirth, share && SHARE_WORDS[share]].filter(Boolean).join(", ") || "named";

interface Reported {
  firmName: string;
  companyName: string;
  companyNumber: string;
  /** The day of the draft, `YYYY-MM-DD`. */
  on: string;
  /** When the register was read, `YYYY-MM-DD`; null when unknown. */
  registerReadOn: string | null;
  found: readonly Discrepancy[];
}

/** The report as text to be checked, completed and sent by a person at GOV.UK; null when there is nothing to report. */
export function draftReport({
  firmName,
  companyName,
  companyNumber,
  on,
  registerReadOn,
  found,
}: Reported): string | null {
  if (found.length === 0) return null;
  return [
    "DRAFT: discrepancy about a person with significant control (MLR 2017, regulation 30A)",
    "",
    `Obliged entity: ${firmName}`,
    `Company: ${companyName} (${companyNumber})`,
    `Found on: ${on}`,
    `Register read on: ${registerReadOn ?? "not known"}`,
    "",
    ...found.flatMap(({ person, declared, register, reason }, index) => [
      `${index + 1}. ${person}`,
      `   Our information: ${declared ?? "not declared"}`,
      `   The register: ${register ?? "no entry"}`,
      `   ${reason}`,
      "",
    ]),
    "Before you send it: report only a material discrepancy, one that can reasonably be considered to be linked to money",
    "laundering or terrorist financing, or to conceal details of the business. Report it as soon as reasonably practicable:",
    "https://www.gov.uk/guidance/report-a-discrepancy-about-a-beneficial-owner-on-the-psc-register-by-an-obliged-entity",
  ].join("\n");
}
