/**
 * Health (R16): the database is asked by reading the breakers, the storage by asking for its bucket, and providers never: how
 * they are is what the breakers saw.
 */
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { logError } from "../lib/log.ts";
import { type BreakerState, breakerStates } from "../lib/provider/breaker.ts";
import { judgeAll, type Known, overall } from "./judge.ts";
import { type Health as Answer, type HealthState, type Service, type Status } from "./schema.ts";
import { SERVICE_ROWS } from "./service.ts";
import { storageAnswers } from "./storage.ts";

const BREAKERS = Object.values(SERVICE_ROWS).flatMap(({ breaker }) => breaker ?? []);

async function read(): Promise<ReadonlyMap<string, BreakerState> | null> {
  try {
    return await breakerStates(BREAKERS);
  } catch (error) {
    logError("database does not answer", error);
    return null;
  }
}

async function known(): Promise<Known> {
  const [breakers, storage] = await Promise.all([read(), storageAnswers()]);
  return { breakers, storage, env: process.env };
}

/** For anyone: words, no detail. */
async function check(): Promise<Answer> {
  const services = judgeAll(await known());
  const checks = Object.fromEntries(services.map(({ service, state }) => [service, state])) as Record<
    Service,
    HealthState
  >;
  return { status: overall(services), checks };
}

/** For staff: with the reasons. */
async function status(): Promise<Status> {
  requireStaff("activity:read");
  const services = judgeAll(await known());
  return { status: overall(services), checkedAt: nowIso(), services };
}

export const Health = { check, status };
