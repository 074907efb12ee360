/** Webhook bodies whose signature was verified, in our words. */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { Wire } from "./config.ts";
import { toVerification as fromPublished, WireHook } from "./published.ts";
import type { Verification } from "./verification.ts";

/** An event's own id: the same for every repetition. */
export interface LemEvent {
  id: string;
  kind: "result" | "alert";
  /** As the provider calls it. */
  type: string;
  /** The check's id at the provider, or the id under which its person is watched. */
  providerId: string;
  /**
   * What the published wire tells, which nothing else does. Null on the reference's: there the result is fetched with our own
   * key, so that neither order nor a lost message matters.
   */
  result: Verification | null;
  /** What we gave with the session, when it comes back. */
  clientReference: string | null;
  /** Checks left in the account, where the wire tells. */
  balance: number | null;
}

const Reference = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  type: z.enum(["verification.completed", "verification.failed", "verification.alert"]),
  data: z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/), clientReference: z.string().max(100).nullish() }),
});

/** Null when it is not what the wire documents. */
export function parseEvent(wire: Wire, body: Buffer): LemEvent | null {
  const said = json(body);
  if (wire === "reference") {
    const { data } = Reference.safeParse(said);
    if (!data) return null;
    const kind = data.type === "verification.alert" ? "alert" : "result";
    const { id: providerId, clientReference = null } = data.data;
    return { id: data.id, kind, type: data.type, providerId, result: null, clientReference, balance: null };
  }
  const { data } = WireHook.safeParse(said);
  if (!data) return null;
  return {
    id: createHash("sha256")
      .update(`${data.id}|${data.type}|${data.result}|${data.processedAt}|${JSON.stringify(data.alerts ?? [])}`)
      .digest("hex")
      .slice(0, 40),
    kind: data.type === "AML_ALERT" ? "alert" : "result",
    type: data.type,
    providerId: data.id,
    result: fromPublished(data),
    clientReference: data.friendlyId,
    balance: data.balance ?? null,
  };
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
