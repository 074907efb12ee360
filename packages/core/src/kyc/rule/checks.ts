/**
 * What a check found, as the case's machine reads it (R3). Whatever the provider does not say counts as found: only what is said to
 * be clean is clean. Pure.
 */
import type { Checks } from "../../onboarding/index.ts";
import type { AmlFlags, VerificationItem } from "../entity.ts";

/** Scores below this are for a person, whatever the outcome says. The provider names no threshold; ours is on the strict side. */
export const SCORE_FLOOR = 80;

/** The number of a test document on a check of a real person: no real document has one. */
export const isTestDocument = (number: string, mode: VerificationItem["mode"]): boolean =>
  mode === "live" && /^(?:TEST|FAIL)\d/i.test(number);

type Found = Pick<
  VerificationItem,
  "outcome" | "document" | "face" | "liveness" | "aml" | "amlStatus" | "hits" | "person" | "mode"
>;

/** `today`: `YYYY-MM-DD`, for the document's expiry. */
export function checksOf(row: Found, today: string): Checks {
  const { document } = row;
  return {
    outcome: row.outcome ?? "refer",
    document:
      document !== undefined &&
      document.verified &&
      document.expiryDate !== null &&
      document.expiryDate >= today &&
      !isTestDocument(document.number, row.mode),
    face: row.face?.passed ?? false,
    liveness: row.liveness?.passed ?? false,
    aml: flagsOf(row),
  };
}

/** True: found, or not looked for. A hit somebody dismissed is still for a person: they were one. */
function flagsOf({ aml, amlStatus, hits }: Found): Checks["aml"] {
  const has = (type: string) => hits.some((hit) => hit.type === type);
  const clear = amlStatus === "clear";
  const flag = (said: boolean | null | undefined, type: string) => has(type) || (said ?? !clear);
  const flags = {
    pep: flag(aml?.pep, "pep"),
    sanctions: flag(aml?.sanctions, "sanctions"),
    watchlist: flag(aml?.watchlist, "watchlist"),
    adverseMedia: flag(aml?.adverseMedia, "adverse-media"),
  };
  // A status that says more than its flags: somebody must look which is right.
  return clear || Object.values(flags).some(Boolean) ? flags : { ...flags, watchlist: true };
}

/** No flag that the provider gave, for a row that has none yet. */
export const UNKNOWN_AML: AmlFlags = { pep: null, sanctions: null, watchlist: null, adverseMedia: null };
