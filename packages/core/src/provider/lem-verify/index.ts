/**
 * LEM Verify (F14–F28): identity checks of UK money laundering law. `LemVerify` speaks the wire that the configuration names; what
 * it answers has the reference's shapes on both.
 */
import * as z from "zod";
import { DAY_MS, isoIn } from "../../lib/clock.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { type Call, client } from "./client.ts";
import { type LemVerifyConfig, lemVerifyConfig, type Mode, modeOfKey } from "./config.ts";
import { WireCreated, WireOngoing } from "./published.ts";
import {
  FILE_NAMES,
  type FileLink,
  type Person,
  type Session,
  type SessionRequest,
  type Verification,
} from "./verification.ts";
import { toVerification, WireFiles, WireSession, WireVerification } from "./wire.ts";

export { modeOfKey, PROVIDER, wireOf } from "./config.ts";
export { verifyPublishedSignature, verifyWebhookSignature } from "./signature.ts";
export { type LemEvent, parseEvent } from "./event.ts";
export { remedyOf } from "./remedy.ts";
export type * from "./verification.ts";

/** Pending checks of the published wire live so long; it tells no end. */
const PUBLISHED_LIVES_MS = 30 * DAY_MS;

export class LemVerify {
  readonly mode: Mode | null;
  readonly #config: LemVerifyConfig;
  readonly #call: Call;

  /** `sharer`: the firm on whose account calls are counted. Throws `ConfigError` for a key of the wrong kind for this stage. */
  constructor(apiKey: string, options: Partial<Omit<LemVerifyConfig, "apiKey">> & { sharer?: string } = {}) {
    const { sharer = "none", ...more } = options;
    this.#config = { ...lemVerifyConfig({ ...process.env, LEMVERIFY_API_KEY: apiKey }), ...more };
    this.mode = modeOfKey(apiKey);
    this.#call = client(this.#config, sharer);
  }

  /** F16, F17. Costs one check on the published wire; so it is never tried again by itself. */
  async createVerificationSession(wanted: SessionRequest): Promise<Session> {
    const { wire } = this.#config;
    if (wire === "reference") {
      const request = { method: "POST" as const, path: "/v1/sessions", json: wanted, schema: WireSession, once: true };
      const session = await this.#call("create_session", request);
      return { ...session, expiresAt: new Date(session.expiresAt).toISOString() };
    }
    const created = await this.#call("create_session", {
      method: "POST",
      path: `${this.#account("api")}/combination`,
      json: {
        clientRef: wanted.clientReference,
        amlRequired: wanted.amlChecks,
        redactMe: false,
        requestSmartsearchReport: false,
      },
      schema: WireCreated,
      once: true,
    });
    return { ...created, expiresAt: isoIn(PUBLISHED_LIVES_MS) };
  }

  /**
   * F19–F22. The published wire has no such call: there a report that exists without a result we were told of is `refer`, for a
   * person to read. Code `verification_not_found` (reference) when the provider does not know it, or not any more.
   */
  async getVerification(id: string): Promise<Verification> {
    if (this.#config.wire === "reference") {
      const path = `/v1/verifications/${encodeURIComponent(id)}`;
      return toVerification(await this.#call("get_verification", { path, schema: WireVerification }));
    }
    const links = await this.files(id).catch((error: unknown) => {
      if (error instanceof ProviderError && error.details.status === 404) return [];
      throw error;
    });
    const refer = links.length > 0;
    return {
      id,
      status: refer ? "completed" : "pending",
      outcome: refer ? "refer" : null,
      document: null,
      biometrics: null,
      aml: null,
      hits: [],
      person: null,
      clientReference: null,
      errorCode: null,
      reason: refer
        ? "LEM Verify finished this check, but its result never reached us. The report says what it found."
        : null,
      processedAt: null,
    };
  }

  /** Addresses of the report and the pictures: each works for five minutes, so take them at once. Empty while there are none. */
  async files(id: string): Promise<FileLink[]> {
    const name = encodeURIComponent(id);
    const path =
      this.#config.wire === "reference"
        ? `/v1/verifications/${name}/files`
        : `${this.#account("integrations", "webhooks/")}/document/${name}/url`;
    const files = await this.#call("get_files", { path, schema: WireFiles });
    return FILE_NAMES.flatMap((file) => {
      const url = files[file];
      return url ? [{ name: file, url }] : [];
    });
  }

  /** Has the person watched from now on; alerts come by webhook. Answers the id of the watch. */
  async monitor(id: string, clientReference: string, person: Person | null): Promise<string> {
    if (this.#config.wire === "reference") {
      const path = `/v1/verifications/${encodeURIComponent(id)}/monitor`;
      const schema = z.object({ id: z.string().min(1).max(64) });
      return (await this.#call("monitor", { method: "POST", path, json: { clientReference }, schema })).id;
    }
    const { forename = "", surname = "", dateOfBirth } = person ?? {};
    const json = { clientRef: clientReference, forename, surname, dob: dateOfBirth?.split("-").toReversed().join("/") };
    const path = `${this.#account("api")}/ongoing`;
    return (await this.#call("monitor", { method: "POST", path, json, schema: WireOngoing })).id;
  }

  #account(root: string, more = ""): string {
    return `/${root}/v1/${more}${encodeURIComponent(this.#config.accountId ?? "")}`;
  }
}

/** LEM Verify as this stage is set up, for one firm. Throws `ConfigError`. */
export const lemVerify = (sharer: string): LemVerify => new LemVerify(lemVerifyConfig().apiKey, { sharer });
