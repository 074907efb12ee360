/** Evidence packs and the retention of identity evidence. Safe for the browser. */
import * as z from "zod";
import { idOf, Instant } from "../lib/schema.ts";

export const PackId = idOf("evd");

export const PACK_STATUSES = ["wanted", "ready", "failed", "removed"] as const;

/** One pack that somebody asked for. `removed` when its time is over: another is one click away. */
export const EvidencePack = z.object({
  id: PackId,
  status: z.enum(PACK_STATUSES),
  requestedAt: Instant,
  requestedBy: z.string(),
  madeAt: Instant.nullable(),
  /** How many files it holds, and how large it is. */
  entries: z.number().int().nullable(),
  sizeBytes: z.number().int().nullable(),
  /** The last hash of its chain, for `--head` of the verifier. */
  head: z.string().nullable(),
  /** Until when it can be downloaded. */
  removeAt: Instant.nullable(),
  /** Why it could not be made, in words. */
  reason: z.string().nullable(),
});
export type EvidencePack = z.infer<typeof EvidencePack>;

/** What was deleted, provable without keeping what it said. */
export const Certificate = z.object({
  purgedAt: Instant,
  relationshipEndedAt: Instant,
  /** Each document by the hash of its content. */
  documents: z.array(z.object({ id: z.string(), sha256: z.string() })),
  /** How many records of each kind. */
  records: z.record(z.string(), z.number().int()),
  packs: z.number().int(),
  /** SHA-256 of all of the above as compact JSON. */
  sha256: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

/** GET /api/kyc/{id}/evidence. */
export const Evidence = z.object({
  /** Newest first; at most 20. */
  packs: z.array(EvidencePack),
  /** When the evidence is deleted; null while the relationship lasts. */
  purgeAt: Instant.nullable(),
  certificate: Certificate.nullable(),
  /** Of relationships before this one, newest first; at most 20. */
  earlier: z.array(Certificate),
});
export type Evidence = z.infer<typeof Evidence>;

/** One line of GET /api/kyc/retention: whose evidence goes soon. */
export const Upcoming = z.object({
  clientId: idOf("cli"),
  clientName: z.string(),
  purgeAt: Instant,
  /** A legal hold keeps it past that. */
  held: z.boolean(),
  /** When the firm was told by mail. */
  noticedAt: Instant.nullable(),
});
export type Upcoming = z.infer<typeof Upcoming>;

/** A link that works without sign-in until `expiresAt`. */
export const PackLink = z.object({ url: z.url(), expiresAt: Instant, name: z.string(), head: z.string() });
export type PackLink = z.infer<typeof PackLink>;
