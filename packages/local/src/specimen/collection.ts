/** Sixty papers with every fault, quality and format among them: what the reading is tried on, and what a person may download. */
import { type Fault, FAULTS, type Format, PAPER_KINDS, type PaperKind, QUALITIES, type Wanted } from "./index.ts";

const SIZE = 60;
const FORMATS_IN_TURN = ["jpeg", "pdf", "png", "pages"] as const satisfies Format[];

/** Two passports for each licence. */
const kindOf = (n: number): PaperKind => PAPER_KINDS[n % 3 === 2 ? 1 : 0];

/** Every other paper is faultless; the faults come in turn. */
const faultsOf = (n: number): Fault[] => FAULTS.filter((_, at) => n % 2 === 1 && at === ((n - 1) / 2) % FAULTS.length);

const one = (n: number): Wanted => ({
  seed: n + 1,
  kind: kindOf(n),
  faults: faultsOf(n),
  quality: QUALITIES[Math.floor((n * 2) / 3) % QUALITIES.length] ?? "plain",
  format: FORMATS_IN_TURN[(n + Math.floor(n / 4)) % FORMATS_IN_TURN.length] ?? "jpeg",
});

export const COLLECTION: readonly Wanted[] = [
  { seed: 1, kind: "passport" },
  { seed: 2, kind: "driving-licence" },
  { seed: 3, kind: "passport", quality: "sideways", format: "photo" },
  ...Array.from({ length: SIZE - 3 }, (_, n) => one(n + 3)),
];

/** What is told of a paper in a list: `driving-licence, glare, expired`. */
export const describe = ({ kind, quality = "plain", faults = [], format = "jpeg" }: Wanted): string =>
  [kind, quality, format, ...faults].join(", ");
