/**
 * Guarantees about the wiring, as pure functions over the template model. Tests run them on the real templates and, the
 * meta-test, on broken ones; the name of a check is what a failure says.
 */
import * as door from "./check/door.ts";
import * as exposure from "./check/exposure.ts";
import * as grant from "./check/grant.ts";
import * as queue from "./check/queue.ts";
import * as site from "./check/site.ts";
import type { Check } from "./check/type.ts";
import type { Model } from "./template.ts";

export type { Check } from "./check/type.ts";

export const CHECKS: Readonly<Record<string, Check>> = { ...queue, ...door, ...grant, ...exposure, ...site };

/** Every broken guarantee: check name → problems. A template that cannot even be read breaks the check that tried. */
export function broken(model: Model): Record<string, string[]> {
  const results = Object.entries(CHECKS).map(([name, check]) => [name, run(check, model)] as const);
  return Object.fromEntries(results.filter(([, problems]) => problems.length > 0));
}

function run(check: Check, model: Model): string[] {
  try {
    return check(model);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
