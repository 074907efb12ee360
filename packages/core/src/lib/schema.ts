/** Building blocks of every domain schema. Safe for the browser: zod only. Every string has a limit. */
import * as z from "zod";

/** The schema of an id of one kind: `prefix_` and a ULID. */
export const idOf = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `must be an id like ${prefix}_01J…`);

/** An instant in UTC with milliseconds, the form of every `…At`. */
export const Instant = z.iso.datetime();
/** A calendar day `YYYY-MM-DD`, the form of every `…On`. */
export const Day = z.iso.date();

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
const SINGLE_LINE = /^[^\u0000-\u001f\u007f\u2028\u2029\p{Cs}]*$/u;
// oxlint-disable-next-line no-control-regex -- all of them but tab and line breaks
const MULTI_LINE = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;

/** One line of text, trimmed and in Unicode's composed form; at least one character. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .min(1, "must not be empty")
    .max(max, `must be at most ${max} characters`)
    .regex(SINGLE_LINE, "must be one line of plain text");

/** Text with line breaks; may be empty. */
export const longText = (max: number) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .max(max, `must be at most ${max} characters`)
    .regex(MULTI_LINE, "must be plain text");

/** An email address in lower case; 254 characters as SMTP allows. */
export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "must be at most 254 characters")
  .pipe(z.email("must be an email address"));

/** The form of the register's `registeredOffice` (F89). */
export const Address = z.object({
  addressLine1: text(120).optional(),
  addressLine2: text(120).optional(),
  city: text(80).optional(),
  county: text(80).optional(),
  postcode: text(16).optional(),
  country: text(80).optional(),
});
export type Address = z.infer<typeof Address>;

/** Spaces are accepted; `GB123456789`. */
export const VatNumber = z
  .string()
  .trim()
  .toUpperCase()
  .transform((value) => value.replaceAll(" ", ""))
  .pipe(z.string().regex(/^(?:GB|XI)?(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, "must be a UK VAT number, e.g. GB123456789"));

/** The query of every list. */
export { PageQuery } from "./page.ts";

/** The answer of every list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
