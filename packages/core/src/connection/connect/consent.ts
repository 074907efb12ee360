/** R8, F62, F63: asking a person's consent at Xero, and what comes back of it. */
import { requireStaff, type StaffActor } from "../../lib/actor.ts";
import { now } from "../../lib/clock.ts";
import { newToken } from "../../lib/secret/crypto.ts";
import { VisibleError } from "../../lib/error.ts";
import { log } from "../../lib/log.ts";
import { PROVIDER, xeroConfig } from "../../provider/xero/config.ts";
import { authEventOf, organisations } from "../../provider/xero/connections.ts";
import type { TokenPair } from "../../provider/xero/identity.ts";
import { XERO_SCOPES } from "../schema.ts";
import { failed, toVisible } from "./error.ts";
import { keepChoice, keepState, takeVerifier } from "./kept.ts";
import { saveConnection } from "./save.ts";
import { dropUnused } from "./unused.ts";

/** Loaded when somebody connects: whoever does anything else at this door does not wait for it. */
const identity = () => import("../../provider/xero/identity.ts");

/** F65: the page reads the flag. */
const CONNECTED_PATH = "/client-hub/settings/integrations?success=xero";
/** Where a person chooses among several organisations. */
const CHOICE_PATH = "/client-hub/settings/integrations/xero/organisation";

/** The address of Xero's consent page, for this person and firm, good for ten minutes and once. Two requests. */
export async function authorize(): Promise<string> {
  const actor = requireStaff("settings:manage");
  try {
    const state = newToken();
    const { consentUrl, newVerifier } = await identity();
    const verifier = newVerifier();
    const url = await consentUrl(xeroConfig(), { scopes: XERO_SCOPES.map(({ scope }) => scope), state, verifier });
    await keepState(actor, state, verifier);
    return url;
  } catch (error) {
    throw toVisible(error);
  }
}

/** What Xero sends the browser back with; nothing of it is trusted. */
export interface Callback {
  state?: string | undefined;
  code?: string | undefined;
  error?: string | undefined;
}

/** Finishes a consent. Answers the path to go on at; throws a `VisibleError` with one of `CONNECT_FAILURES`. */
export async function callback({ state, code, error }: Callback): Promise<string> {
  const actor = requireStaff("settings:manage");
  const verifier = state ? await takeVerifier(actor, state) : null;
  if (!state || verifier === null) throw failed("xero.state-invalid");
  if (error === "access_denied") throw failed("xero.access-denied");
  if (error) throw failed("xero.refused");
  if (!code) throw failed("xero.code-missing");
  try {
    const { exchangeCode } = await identity();
    return await connect(actor, await exchangeCode(xeroConfig(), { code, state, verifier }));
  } catch (cause) {
    if (!(cause instanceof VisibleError)) log("warn", "consent failed", { provider: PROVIDER });
    throw toVisible(cause);
  }
}

async function connect(actor: StaffActor, pair: TokenPair): Promise<string> {
  const config = xeroConfig();
  const granted = await organisations(config, pair.accessToken, authEventOf(pair.accessToken));
  const [only, ...others] = granted;
  if (!only) throw failed("xero.no-organisation");
  if (others.length > 0) {
    await keepChoice(actor, { pair, grantedAtMs: now(), organisations: granted });
    return CHOICE_PATH;
  }
  try {
    await saveConnection(actor, only, pair);
  } catch (error) {
    await dropUnused(config, pair.accessToken, granted);
    throw error;
  }
  return CONNECTED_PATH;
}
