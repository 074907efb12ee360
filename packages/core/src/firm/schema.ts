/** The firm: the tenant everything belongs to, and what its documents say about it. Safe for the browser. */
import * as z from "zod";
import { Address, VatNumber } from "../lib/schema.ts";
import { normaliseCompanyNumber } from "../company/number.ts";
import { EmailAddress, idOf, Instant, longText, text } from "../lib/schema.ts";

export const FirmId = idOf("firm");
/** The name on mails and pages; at least one character. */
export const FirmName = text(120);

export const Firm = z.object({ id: FirmId, name: z.string(), createdAt: Instant });
export type Firm = z.infer<typeof Firm>;

const CompanyNumber = text(20).transform((typed, context) => {
  const number = normaliseCompanyNumber(typed);
  if (number !== null) return number;
  context.addIssue({ code: "custom", message: "must be a company number, e.g. 01234567" });
  return z.NEVER;
});

/** `200000`, `20 00 00` and `20-00-00` are one sort code. */
const SortCode = text(12)
  .transform((typed) => typed.replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be a sort code of 6 digits, e.g. 20-00-00"))
  .transform((digits) => digits.replaceAll(/(..)(?=.)/g, "$1-"));

/** Older accounts have 6 or 7 digits. */
const AccountNumber = text(12)
  .transform((typed) => typed.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6,8}$/, "must be an account number of 8 digits"));

/** ISO 13616: the letters count 10 to 35, the first four characters go last, and the whole leaves 1 when divided by 97. */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
const Iban = text(42)
  .transform((typed) => typed.toUpperCase().replaceAll(/\s/g, ""))
  .pipe(z.string().refine(isIban, "must be an IBAN; check it for a slip"))
  .transform((iban) => iban.replaceAll(/(.{4})(?=.)/g, "$1 "));

const Phone = z
  .string()
  .trim()
  .regex(/^[+()\d][\d ()+.-]{4,28}$/, "must be a telephone number");

const fields = {
  address: Address.nullish(),
  email: EmailAddress.nullish(),
  phone: Phone.nullish(),
  vatNumber: VatNumber.nullish(),
  companyNumber: CompanyNumber.nullish(),
  bankAccountName: text(80).nullish(),
  sortCode: SortCode.nullish(),
  accountNumber: AccountNumber.nullish(),
  iban: Iban.nullish(),
  /** Days from issue to due date of a new invoice. */
  termsDays: z.number("must be a number of days").int("must be whole days").min(0).max(365, "must be at most 365 days"),
  /** What a new invoice says about paying. */
  terms: longText(1000).nullish(),
};

/** PATCH /api/firm: what changes, and the version it was read at; 0 when nothing was ever saved. `null` clears a field. */
export const FirmUpdate = z.strictObject({
  version: z.number().int().min(0),
  ...z.object({ name: FirmName, ...fields }).partial().shape,
});
export type FirmUpdate = z.infer<typeof FirmUpdate>;
export type FirmUpdateInput = z.input<typeof FirmUpdate>;

export const DEFAULT_TERMS_DAYS = 30;

/** GET /api/firm. */
export const FirmProfile = z.object({
  ...Firm.shape,
  address: Address.nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  vatNumber: z.string().nullable(),
  companyNumber: z.string().nullable(),
  bankAccountName: z.string().nullable(),
  sortCode: z.string().nullable(),
  accountNumber: z.string().nullable(),
  iban: z.string().nullable(),
  termsDays: z.number().int(),
  terms: z.string().nullable(),
  hasLogo: z.boolean(),
  /** Moves with every change of what documents show. */
  version: z.number().int(),
});
export type FirmProfile = z.infer<typeof FirmProfile>;

/** So that every PDF stays small; a browser scales a larger picture down before it sends it. */
export const MAX_LOGO_BYTES = 200 * 1024;
/** POST /api/firm/logo: a PNG or JPEG of at most 200 KB and 2,000 pixels a side. */
export const FirmLogoUpload = z.strictObject({
  version: z.number().int().min(0),
  base64: z
    .base64("must be base64")
    .min(1, "must not be empty")
    .max(Math.ceil(MAX_LOGO_BYTES / 3) * 4, "must be at most 200 KB"),
});
export type FirmLogoUpload = z.infer<typeof FirmLogoUpload>;
/** GET /api/firm/logo: the picture as a data URL; null without one. */
export const FirmLogo = z.object({ dataUrl: z.string().nullable() });
export type FirmLogo = z.infer<typeof FirmLogo>;
