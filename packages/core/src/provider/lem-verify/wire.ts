/** What the reference's wire sends: only the members that are used. Everything is bounded; what has another form is a broken contract. */
import * as z from "zod";
import { type Hit, HIT_TYPES, type Verification } from "./verification.ts";
import { knownCode } from "./remedy.ts";

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const word = z.string().max(200);
const score = z.number().min(0).max(100);
export const Day = z.iso.date();

export const WireHit = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(HIT_TYPES),
  name: word,
  detail: z.string().max(500),
});
/** So many hits of one person are read; nobody could look through more. */
export const MAX_HITS = 50;

export const WireSession = z.object({
  id,
  url: z.url({ protocol: /^https?$/ }).max(500),
  expiresAt: z.iso.datetime({ offset: true }),
});

export const WireVerification = z.object({
  id,
  status: z.enum(["pending", "completed", "failed"]),
  outcome: z.enum(["pass", "fail", "refer"]).nullish(),
  document: z
    .object({
      type: word,
      verified: z.boolean(),
      number: word,
      expiryDate: Day.nullish(),
      issuingCountry: word.nullish(),
    })
    .nullish(),
  biometrics: z.object({ facematchScore: score, livenessScore: score }).nullish(),
  aml: z
    .object({
      status: z.enum(["clear", "match", "pep"]),
      pepMatch: z.boolean(),
      sanctionsMatch: z.boolean(),
      watchlistMatch: z.boolean(),
      adverseMediaMatch: z.boolean().nullish(),
      hits: z.array(WireHit).max(MAX_HITS).nullish(),
    })
    .nullish(),
  person: z.object({ forename: word, surname: word, dateOfBirth: Day.nullish() }).nullish(),
  clientReference: word.nullish(),
  error: z.object({ code: z.string().max(100) }).nullish(),
  reason: word.nullish(),
  processedAt: z.iso.datetime({ offset: true }).nullish(),
});

/** In our words; every instant in one form, so that two compare as text. */
export function toVerification(wire: z.infer<typeof WireVerification>): Verification {
  const { document, aml, person } = wire;
  return {
    id: wire.id,
    status: wire.status,
    outcome: wire.outcome ?? null,
    document: document
      ? { ...document, expiryDate: document.expiryDate ?? null, issuingCountry: document.issuingCountry ?? null }
      : null,
    biometrics: wire.biometrics ?? null,
    aml: aml
      ? {
          status: aml.status,
          pepMatch: aml.pepMatch,
          sanctionsMatch: aml.sanctionsMatch,
          watchlistMatch: aml.watchlistMatch,
          adverseMediaMatch: aml.adverseMediaMatch ?? null,
        }
      : null,
    hits: aml ? hitsOf(aml) : [],
    person: person ? { ...person, dateOfBirth: person.dateOfBirth ?? null, address: null } : null,
    clientReference: wire.clientReference ?? null,
    errorCode: wire.error ? (knownCode(wire.error.code) ?? "unknown") : null,
    reason: wire.reason ?? null,
    processedAt: wire.processedAt ? new Date(wire.processedAt).toISOString() : null,
  };
}

/** F22 has flags and no names: a flag that names nobody is a hit too, or nobody could dismiss it and say why. */
function hitsOf({ hits, ...flags }: NonNullable<z.infer<typeof WireVerification>["aml"]>): Hit[] {
  const named = hits ?? [];
  const said = {
    pep: flags.pepMatch,
    sanctions: flags.sanctionsMatch,
    watchlist: flags.watchlistMatch,
    "adverse-media": flags.adverseMediaMatch ?? false,
  };
  const unnamed = HIT_TYPES.filter((type) => said[type] && !named.some((hit) => hit.type === type));
  return [
    ...named,
    ...unnamed.map((type) => ({ id: `flag-${type}`, type, name: UNNAMED, detail: "Its report says more." })),
  ];
}
const UNNAMED = "somebody LEM Verify does not name";

export const WireFiles = z.object({
  report: z.url().nullish(),
  amlReport: z.url().nullish(),
  documentFront: z.url().nullish(),
  documentBack: z.url().nullish(),
});
