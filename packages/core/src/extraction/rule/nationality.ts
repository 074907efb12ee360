/**
 * Nationalities by the three letters of machine-readable lines (ICAO Doc 9303, part 3, section 5), with the word that people
 * use. One that is not here is never pre-filled, only offered as printed.
 */
const NATIONALITIES: Readonly<Record<string, string>> = {
  AUS: "Australian",
  AUT: "Austrian",
  BEL: "Belgian",
  BGD: "Bangladeshi",
  BGR: "Bulgarian",
  BRA: "Brazilian",
  CAN: "Canadian",
  CHE: "Swiss",
  CHN: "Chinese",
  CYP: "Cypriot",
  CZE: "Czech",
  D: "German",
  DNK: "Danish",
  EGY: "Egyptian",
  ESP: "Spanish",
  EST: "Estonian",
  FIN: "Finnish",
  FRA: "French",
  GBR: "British",
  GHA: "Ghanaian",
  GRC: "Greek",
  HRV: "Croatian",
  HUN: "Hungarian",
  IND: "Indian",
  IRL: "Irish",
  ISR: "Israeli",
  ITA: "Italian",
  JAM: "Jamaican",
  JPN: "Japanese",
  KEN: "Kenyan",
  LKA: "Sri Lankan",
  LTU: "Lithuanian",
  LVA: "Latvian",
  MLT: "Maltese",
  NGA: "Nigerian",
  NLD: "Dutch",
  NOR: "Norwegian",
  NZL: "New Zealander",
  PAK: "Pakistani",
  POL: "Polish",
  PRT: "Portuguese",
  ROU: "Romanian",
  RUS: "Russian",
  SVK: "Slovak",
  SVN: "Slovenian",
  SWE: "Swedish",
  TUR: "Turkish",
  UKR: "Ukrainian",
  USA: "American",
  // The country of ICAO's own examples.
  UTO: "Utopian",
  ZAF: "South African",
  ZWE: "Zimbabwean",
};

/** What stands printed where it is not the word itself. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  D: ["DEUTSCH"],
  FRA: ["FRANCAISE", "FRANÇAISE"],
  GBR: ["BRITISH CITIZEN"],
  ITA: ["ITALIANA"],
  ESP: ["ESPAÑOLA"],
  USA: ["UNITED STATES OF AMERICA"],
  IRL: ["EIREANNACH/IRISH", "ÉIREANNACH/IRISH"],
  PRT: ["PORTUGUESA"],
  NLD: ["NEDERLANDSE"],
  NZL: ["NEW ZEALAND"],
};

/** The word for a code when the printed text says the same; null when it says another or is not known. */
export function nationalityOf(code: string, printed: string): string | null {
  const word = NATIONALITIES[code];
  if (word === undefined) return null;
  const says = printed.toUpperCase();
  return [word.toUpperCase(), code, ...(ALSO[code] ?? [])].includes(says) ? word : null;
}

/** Whether the code is one whose printed words are known. */
export const isKnownNationality = (code: string): boolean => code in NATIONALITIES;
