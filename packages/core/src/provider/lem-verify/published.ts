/**
 * The published wire's bodies (lemverify.com/docs). It has no FAIL and tells neither scores nor lists with a result: so nothing
 * that comes by it can be clean enough to approve by itself (R3); a person reads the report.
 */
import * as z from "zod";
import type { Hit, HitType, Person, Verification } from "./verification.ts";
import { MAX_HITS } from "./wire.ts";

export const WireCreated = z.object({ id: z.uuid(), url: z.url({ protocol: /^https?$/ }).max(500) });
export const WireOngoing = z.object({ id: z.string().min(1).max(64) });

const text = z.string().max(200);
const Parts = z.object({ day: z.number().int(), month: z.number().int(), year: z.number().int() });

export const WireHook = z.object({
  id: z.uuid(),
  type: z.enum(["COMBINATION", "DOCUMENT", "LIVENESS", "AML_ALERT"]),
  friendlyId: text,
  /** Epoch seconds. */
  processedAt: z.number().int().min(0).max(99_999_999_999),
  result: z.enum(["PASSED", "REFER", "ERROR", "ALERT"]),
  referMessage: text.nullish(),
  balance: z.number().int().nullish(),
  person: z
    .object({
      forename: text,
      surname: text,
      dob: Parts.nullish(),
      address: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
  documents: z
    .array(
      z.object({
        type: text,
        documentNumber: text.nullish(),
        issuingCountry: text.nullish(),
        expiryDate: Parts.nullish(),
        result: text.nullish(),
      }),
    )
    .max(10)
    .nullish(),
  alerts: z
    .array(
      z.object({
        id: text.nullish(),
        type: text.nullish(),
        name: text.nullish(),
        detail: z.string().max(500).nullish(),
      }),
    )
    .max(MAX_HITS)
    .nullish(),
});
export type WireHook = z.infer<typeof WireHook>;

const DOCUMENTS: Readonly<Record<string, string>> = {
  PASSPORT: "passport",
  DRIVING_LICENSE: "driving_licence",
  IDENTITY_CARD: "identity_card",
};

export function toVerification(wire: WireHook): Verification {
  const [document] = wire.documents ?? [];
  return {
    id: wire.id,
    status: wire.result === "ERROR" ? "failed" : "completed",
    outcome: wire.result === "PASSED" ? "pass" : wire.result === "ERROR" ? null : "refer",
    document: document
      ? {
          type: DOCUMENTS[document.type] ?? "unknown",
          verified: document.result === "PASSED",
          number: document.documentNumber ?? "",
          expiryDate: dayOf(document.expiryDate),
          issuingCountry: document.issuingCountry ?? null,
        }
      : null,
    biometrics: null,
    aml: null,
    hits: hitsOf(wire),
    person: wire.person
      ? {
          forename: wire.person.forename,
          surname: wire.person.surname,
          dateOfBirth: dayOf(wire.person.dob),
          address: addressOf(wire.person.address),
        }
      : null,
    clientReference: wire.friendlyId,
    errorCode: wire.result === "ERROR" ? "unknown" : null,
    reason: wire.referMessage ?? null,
    processedAt: new Date(wire.processedAt * 1000).toISOString(),
  };
}

const TYPES: Readonly<Record<string, HitType>> = {
  PEP: "pep",
  SANCTIONS: "sanctions",
  SANCTION: "sanctions",
  ADVERSE_MEDIA: "adverse-media",
};

/** An alert that names no list we know is still somebody on a list. */
const hitsOf = (wire: WireHook): Hit[] =>
  wire.type === "AML_ALERT"
    ? (wire.alerts?.length ? wire.alerts : [{}]).map((alert, n) => ({
        id: alert.id ?? `${wire.id}:${wire.processedAt}:${n}`,
        type: TYPES[alert.type?.toUpperCase() ?? ""] ?? "watchlist",
        name: alert.name ?? "",
        detail: alert.detail ?? "LEM Verify raised an alert; its report says more.",
      }))
    : [];

/** Every member but the postcode is optional, and each may be anything: what is text becomes a line. */
function addressOf(address: Record<string, unknown> | null | undefined): Person["address"] {
  const { postCode, ...parts } = address ?? {};
  const lines = Object.values(parts).flatMap((part) =>
    typeof part === "string" && part.trim() ? [part.slice(0, 200)] : [],
  );
  const postcode = typeof postCode === "string" && postCode.trim() ? postCode.slice(0, 20) : null;
  return lines.length > 0 || postcode ? { lines: lines.slice(0, 8), postcode } : null;
}

/** `YYYY-MM-DD`; null for a date that is none. */
function dayOf(parts: z.infer<typeof Parts> | null | undefined): string | null {
  if (!parts) return null;
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${String(parts.year).padStart(4, "0")}-${two(parts.month)}-${two(parts.day)}`;
  return z.iso.date().safeParse(day).success ? day : null;
}
