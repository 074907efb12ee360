/**
 * Where LEM Verify is, who we are to it, and which of its two documented wires we speak (R2). A key's prefix says whether
 * checks are tests or real people; a key of the wrong kind for the stage is refused, so that no test costs money or holds a
 * real person's data, and no real client is passed by a test.
 */
import * as z from "zod";
import { ConfigError, readConfig, secureUrl } from "../../lib/config.ts";

/** How LEM Verify is named in breakers, limits, logs and errors. */
export const PROVIDER = "lemverify";

export const WIRES = ["reference", "published"] as const;
export type Wire = (typeof WIRES)[number];
export type Mode = "test" | "live";

export interface LemVerifyConfig {
  apiKey: string;
  baseUrl: string;
  wire: Wire;
  /** In the path of the published wire; null on the reference's. */
  accountId: string | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** By the key's prefix (F15); null for a key without one, which only the published wire has. */
export const modeOfKey = (apiKey: string): Mode | null =>
  apiKey.startsWith("lv_test_") ? "test" : apiKey.startsWith("lv_live_") ? "live" : null;

/** The wire that the configuration names: never what a sender sends. */
export const wireOf = (env: Env = process.env): Wire =>
  readConfig({ LEMVERIFY_WIRE: z.enum(WIRES).default("reference") }, env).LEMVERIFY_WIRE;

/** Why this key may not be used on this stage, in words; null when it may. */
export function keyRefusal(env: Env = process.env): string | null {
  const apiKey = env.LEMVERIFY_API_KEY ?? "";
  const mode = modeOfKey(apiKey);
  if (env.STAGE === "prod" && mode === "test")
    return "LEMVERIFY_API_KEY is a test key (lv_test_) and this stage serves real clients: set the live key (lv_live_)";
  if (env.STAGE !== "prod" && mode === "live")
    return "LEMVERIFY_API_KEY is a live key (lv_live_) and this stage is for tests: set the test key (lv_test_)";
  if (mode === null && env.LEMVERIFY_WIRE !== "published")
    return "LEMVERIFY_API_KEY begins with neither lv_test_ nor lv_live_: copy it again from LEM Verify's dashboard";
  return null;
}

/** For the start of a function that works with LEM Verify: throws `ConfigError` for a key that is not for this stage. */
export function refuseWrongKey(env: Env = process.env): void {
  const refusal = env.LEMVERIFY_API_KEY ? keyRefusal(env) : null;
  if (refusal) throw new ConfigError(`configuration: ${refusal}`);
}

/** Throws `ConfigError` naming what is missing, or why the key is refused. */
export function lemVerifyConfig(env: Env = process.env): LemVerifyConfig {
  const wire = wireOf(env);
  const config = readConfig(
    {
      LEMVERIFY_API_KEY: z.string().min(1).max(200),
      LEMVERIFY_API_URL: secureUrl().default("https://api.lemverify.io"),
      LEMVERIFY_ACCOUNT_ID: z.string().min(1).max(100).optional(),
    },
    env,
  );
  if (wire === "published" && !config.LEMVERIFY_ACCOUNT_ID)
    throw new ConfigError("configuration: LEMVERIFY_ACCOUNT_ID is missing");
  refuseWrongKey(env);
  return {
    apiKey: config.LEMVERIFY_API_KEY,
    baseUrl: config.LEMVERIFY_API_URL,
    wire,
    accountId: wire === "published" ? (config.LEMVERIFY_ACCOUNT_ID ?? null) : null,
  };
}
