/** Health (R16), from the breakers and never from calling a provider. One request to the database, which is its check. */
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { logError } from "../lib/log.ts";
import { type BreakerState, breakerStates } from "../lib/provider/breaker.ts";
import { judgeAll, overall } from "./judge.ts";
import { type Health as Answer, type HealthState, type Service, type Status } from "./schema.ts";
import { SERVICE_ROWS } from "./service.ts";

const BREAKERS = Object.values(SERVICE_ROWS).flatMap(({ breaker }) => breaker ?? []);

async function read(): Promise<ReadonlyMap<string, BreakerState> | null> {
  try {
    return await breakerStates(BREAKERS);
  } catch (error) {
    logError("database does not answer", error);
    return null;
  }
}

/** For anyone: words, no detail. */
async function check(): Promise<Answer> {
  const services = judgeAll({ breakers: await read(), env: process.env });
  const checks = Object.fromEntries(services.map(({ service, state }) => [service, state])) as Record<
    Service,
    HealthState
  >;
  return { status: overall(services), checks };
}

/** For staff: with the reasons. */
async function status(): Promise<Status> {
  requireStaff("activity:read");
  const services = judgeAll({ breakers: await read(), env: process.env });
  return { status: overall(services), checkedAt: nowIso(), services };
}

export const Health = { check, status };
