/** The words of a client's types, statuses and register states. */
import type { ClientStatus, ClientType } from "@practice-hub/core/client/schema";
import { Archive, CircleCheck, CircleDashed, CirclePause, CirclePlay } from "lucide-react";
import type { Tone } from "../../ui/status/badge.tsx";

export const TYPE_WORDS: Record<ClientType, string> = {
  limited_company: "Limited company",
  llp: "LLP",
  sole_trader: "Sole trader",
  partnership: "Partnership",
  individual: "Individual",
  company: "Other company",
  charity: "Charity",
  trust: "Trust",
  other: "Other",
};

export const STATUS_WORDS: Record<ClientStatus, { label: string; tone: Tone; icon: typeof Archive }> = {
  prospect: { label: "Prospect", tone: "neutral", icon: CircleDashed },
  onboarding: { label: "Onboarding", tone: "accent", icon: CirclePlay },
  active: { label: "Active", tone: "good", icon: CircleCheck },
  inactive: { label: "Inactive", tone: "neutral", icon: CirclePause },
  archived: { label: "Archived", tone: "neutral", icon: Archive },
};

/** The register's words with hyphens, `private-limited-guarant-nsc`, `active-proposal-to-strike-off` → words for people. */
export function registerWords(word: string): string {
  const known = REGISTER[word];
  if (known) return known;
  const spaced = word.replaceAll("-", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const REGISTER: Record<string, string> = {
  ltd: "Private limited company",
  plc: "Public limited company",
  llp: "Limited liability partnership",
  "private-limited-guarant-nsc": "Private company limited by guarantee",
  "private-limited-guarant-nsc-limited-exemption": "Private company limited by guarantee, exempt from using “Limited”",
  "private-unlimited": "Private unlimited company",
  "limited-partnership": "Limited partnership",
  "scottish-partnership": "Scottish partnership",
  "charitable-incorporated-organisation": "Charitable incorporated organisation",
  "registered-society-non-jurisdictional": "Registered society",
  "uk-establishment": "UK establishment",
  "oversea-company": "Overseas company",
  "llp-member": "LLP member",
  "llp-designated-member": "Designated LLP member",
  "corporate-llp-designated-member": "Corporate designated LLP member",
  "individual-person-with-significant-control": "Individual",
  "corporate-entity-person-with-significant-control": "Company",
  "legal-person-person-with-significant-control": "Legal person",
  "super-secure-person-with-significant-control": "Protected person",
  "super-secure": "Protected person",
};
