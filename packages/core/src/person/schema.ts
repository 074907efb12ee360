/** Officers and people with significant control of a client. Safe for the browser. */
import * as z from "zod";
import { Day, Instant, text } from "../lib/schema.ts";

export const PersonKind = z.enum(["officer", "psc"]);
export type PersonKind = z.infer<typeof PersonKind>;

/** Year and month only: the register publishes no more. */
const BirthMonth = z.string().regex(/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/, "must be a year and month, e.g. 1970-06");

/** Somebody typed in by hand, because the register has none or does not answer. */
export const PersonInput = z.strictObject({
  kind: PersonKind.default("officer"),
  name: text(160),
  role: text(80).nullish(),
  dateOfBirth: BirthMonth.nullish(),
  nationality: text(80).nullish(),
  occupation: text(80).nullish(),
  appointedOn: Day.nullish(),
  naturesOfControl: z.array(text(120)).max(20).default([]),
});
export type PersonInput = z.infer<typeof PersonInput>;

/** An officer (`role`, `appointedOn`, `resignedOn`) or a PSC (`naturesOfControl`, `appointedOn` = notified, `resignedOn` = ceased). */
export const Person = z.object({
  id: z.string(),
  kind: PersonKind,
  name: z.string(),
  /** The officer's role or the kind of PSC, in the register's words. */
  role: z.string().nullable(),
  isActive: z.boolean(),
  appointedOn: z.string().nullable(),
  resignedOn: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  nationality: z.string().nullable(),
  occupation: z.string().nullable(),
  naturesOfControl: z.array(z.string()),
  source: z.enum(["register", "manual"]),
  /** When the register said so; null for people typed by hand. */
  fetchedAt: Instant.nullable(),
});
export type Person = z.infer<typeof Person>;

/** GET /api/clients/{id}/people. Active people first, then by name. */
export const PersonList = z.object({
  items: z.array(Person),
  nextCursor: z.string().nullable(),
  /** When the register was last read for this client; null when never. */
  fetchedAt: Instant.nullable(),
  complete: z.boolean(),
});
export type PersonList = z.infer<typeof PersonList>;
