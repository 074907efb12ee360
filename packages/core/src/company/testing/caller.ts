/**
 * A caller in a process of its own, as another Lambda would be: looks up the numbers it is told, all at once, when it hears
 * `go`, and prints how often each outcome came.
 */
import { withActor } from "../../lib/actor.ts";
import { withClock } from "../../lib/clock.ts";
import { captureLog } from "../../lib/log.ts";
import { VisibleError } from "../../lib/error.ts";
import { breakerState } from "../../lib/provider/breaker.ts";
import { PROVIDER } from "../../provider/companies-house/index.ts";
import { Company } from "../index.ts";

export interface Told {
  tenantId: string;
  numbers: string[];
  /** How far this caller's clock is ahead. */
  aheadMs: number;
}

captureLog(() => undefined);
const told = JSON.parse(process.argv[2] ?? "") as Told;
// Connections are open before the rush, as a warm Lambda's are: it is the limit that is tried here, not the handshakes.
await Promise.allSettled(Array.from({ length: 50 }, () => breakerState(PROVIDER)));
process.stdout.write("ready\n");
await new Promise((resolve) => process.stdin.once("data", resolve));

const outcomes: Record<string, number> = {};
const lookup = async (number: string) => {
  const outcome = await Company.lookup(number).then(
    (company) => company.source as string,
    // Of anything else only the class: under a thousand lookups at once the embedded database may time out.
    (error: unknown) => (error instanceof VisibleError ? error.code : error instanceof Error ? error.name : "?"),
  );
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
};
await withClock(
  () => Date.now() + told.aheadMs,
  () =>
    withActor({ kind: "system", name: "caller", tenantId: told.tenantId }, () => Promise.all(told.numbers.map(lookup))),
);
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
process.exit(0);
