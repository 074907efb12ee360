/**
 * What a data folder remembers for the runtime itself: how it was seeded, how far its clock was moved, and the secrets
 * that were made up for it (without them stored tokens and sessions could not be read after a restart).
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DataDamaged } from "../aws/error.ts";
import type { Demo } from "../seed/demo.ts";

export interface World {
  /** Milliseconds its clock is ahead of real time. */
  clockOffsetMs: number;
  /** Whether the first start got to its end; until then it is seeded again. */
  complete: boolean;
  demo: Demo | null;
}

const WORLD = "world.json";
const SECRETS = "secrets.json";
const FRESH: World = { clockOffsetMs: 0, complete: false, demo: null };

export function readWorld(dataDir: string): World {
  return { ...FRESH, ...readJson<World>(dataDir, WORLD) };
}

export function writeWorld(dataDir: string, world: World): void {
  writeJson(dataDir, WORLD, world);
}

/** Secrets that nobody but this installation knows: made once for a data folder. 64 hex characters each. */
const MADE_UP = ["BETTER_AUTH_SECRET", "ENCRYPTION_KEY", "CRON_SECRET"];

export function ownSecrets(dataDir: string): Record<string, string> {
  const known = readJson<Record<string, string>>(dataDir, SECRETS) ?? {};
  const missing = MADE_UP.filter((name) => !known[name]);
  if (missing.length === 0) return known;
  const all = { ...known, ...Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString("hex")])) };
  writeJson(dataDir, SECRETS, all);
  return all;
}

function readJson<T>(dataDir: string, name: string): T | undefined {
  const file = path.join(dataDir, name);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch (error) {
    throw new DataDamaged(dataDir, `${name} is not readable`, error);
  }
}

/** Whole or not at all, also when the machine stops in between. */
function writeJson(dataDir: string, name: string, value: unknown): void {
  const scratch = path.join(dataDir, `${name}.new`);
  writeFileSync(scratch, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(scratch, path.join(dataDir, name));
}
