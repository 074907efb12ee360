/** What the register says of a company, as the product shows it (F89, F90, R15). Safe for the browser. */
import * as z from "zod";
import { Instant, PageQuery } from "../lib/schema.ts";
import { normaliseCompanyNumber } from "./number.ts";

export { COMPANY_NUMBER, normaliseCompanyNumber } from "./number.ts";

/** What a person types: `445790`, `sc 123456`; parsed to the register's eight characters. */
export const CompanyNumber = z.string().transform((typed, context) => {
  const number = normaliseCompanyNumber(typed);
  if (number !== null) return number;
  context.issues.push({ code: "custom", message: "must be a company number, e.g. 00445790 or SC123456", input: typed });
  return z.NEVER;
});

/** A day as the register gives it, `YYYY-MM-DD`. */
const RegisterDay = z.string();

export const RegisteredOffice = z.object({
  addressLine1: z.string().optional(),
  addressLine2: z.string().optional(),
  city: z.string().optional(),
  county: z.string().optional(),
  postcode: z.string().optional(),
  country: z.string().optional(),
});
export type RegisteredOffice = z.infer<typeof RegisteredOffice>;

/** Where a corporate officer or PSC is itself registered. */
export const Identification = z.object({
  registrationNumber: z.string().nullable(),
  legalForm: z.string().nullable(),
  legalAuthority: z.string().nullable(),
  placeRegistered: z.string().nullable(),
});
export type Identification = z.infer<typeof Identification>;

/** Identity verification at Companies House, per role (since 18 November 2025). `dueOn` is the day a statement is due by. */
export const IdentityVerification = z.object({
  verified: z.boolean(),
  startOn: RegisterDay.nullable(),
  endOn: RegisterDay.nullable(),
  dueOn: RegisterDay.nullable(),
  statementOn: RegisterDay.nullable(),
  /** The authorised provider that verified, when an agent did. */
  agentName: z.string().nullable(),
});
export type IdentityVerification = z.infer<typeof IdentityVerification>;

/** An officer: a director, secretary or LLP member, serving or resigned. `role` is the register's word, e.g. `llp-member`. */
export const Officer = z.object({
  /** Stable for one appointment. */
  id: z.string(),
  name: z.string(),
  role: z.string(),
  kind: z.enum(["person", "corporate"]),
  isActive: z.boolean(),
  /** `YYYY-MM`; the register publishes no day. Null for corporate officers. */
  dateOfBirth: z.string().nullable(),
  nationality: z.string().nullable(),
  occupation: z.string().nullable(),
  countryOfResidence: z.string().nullable(),
  appointedOn: RegisterDay.nullable(),
  /** Instead of `appointedOn` for old appointments: they began before this day. */
  appointedBeforeOn: RegisterDay.nullable(),
  isPre1992: z.boolean(),
  resignedOn: RegisterDay.nullable(),
  identification: Identification.nullable(),
  identityVerification: IdentityVerification.nullable(),
});
export type Officer = z.infer<typeof Officer>;

/** A person with significant control. A `super-secure` one has no name on the register; `name` then says so. */
export const Psc = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["individual", "corporate", "legal-person", "super-secure", "other"]),
  isActive: z.boolean(),
  naturesOfControl: z.array(z.string()),
  notifiedOn: RegisterDay.nullable(),
  ceasedOn: RegisterDay.nullable(),
  dateOfBirth: z.string().nullable(),
  nationality: z.string().nullable(),
  countryOfResidence: z.string().nullable(),
  identification: Identification.nullable(),
  identityVerification: IdentityVerification.nullable(),
});
export type Psc = z.infer<typeof Psc>;

/** Why a company names no PSC, in the register's words, e.g. `no-individual-or-entity-with-signficant-control`. */
export const PscStatement = z.object({
  statement: z.string(),
  notifiedOn: RegisterDay.nullable(),
  ceasedOn: RegisterDay.nullable(),
});
export type PscStatement = z.infer<typeof PscStatement>;

/** A filing that falls due. */
const Filing = z.object({
  nextDueOn: RegisterDay.nullable(),
  nextMadeUpToOn: RegisterDay.nullable(),
  overdue: z.boolean(),
});

/** GET /api/companies/{number}. */
export const Company = z.object({
  companyName: z.string(),
  companyNumber: z.string(),
  /** The register's word: `ltd`, `plc`, `llp`, … */
  companyType: z.string(),
  /** The register's word: `active`, `dissolved`, `liquidation`, …; `unknown` when it gives none. */
  companyStatus: z.string(),
  /** E.g. `active-proposal-to-strike-off`. */
  companyStatusDetail: z.string().nullable(),
  jurisdiction: z.string().nullable(),
  registeredOffice: RegisteredOffice,
  incorporatedOn: RegisterDay.nullable(),
  dissolvedOn: RegisterDay.nullable(),
  sicCodes: z.array(z.string()),
  accounts: Filing.extend({
    /** The accounting reference date, `MM-DD`; 28 February stands for the 29th. */
    yearEnd: z.string().nullable(),
  }).nullable(),
  confirmationStatement: Filing.nullable(),
  hasInsolvencyHistory: z.boolean(),
  hasCharges: z.boolean(),
  /** All officers, serving first; look at `role` and `isActive`. */
  directors: z.array(Officer),
  pscs: z.array(Psc),
  pscStatements: z.array(PscStatement),
  /** False for a company with more officers or PSCs than are read. */
  peopleComplete: z.boolean(),
  /** `register`: asked now; `cache`: read within 24 hours; `stale`: older, because the register does not answer. */
  source: z.enum(["register", "cache", "stale"]),
  /** When the oldest part of this answer was read from the register. */
  fetchedAt: Instant,
});
export type Company = z.infer<typeof Company>;

/** GET /api/companies/{number}. */
export const CompanyLookupQuery = z.object({
  /** `?refresh=1` asks the register even when the cache is fresh. */
  refresh: z.enum(["1", "true", "0", "false"]).optional(),
});

/** GET /api/companies?q=. */
export const CompanySearchQuery = PageQuery.extend({
  q: z.string().trim().normalize("NFC").min(2, "must be at least 2 characters").max(160),
});
export type CompanySearchQuery = z.infer<typeof CompanySearchQuery>;

/** One hit of a search by name or number. */
export const CompanyHit = z.object({
  companyName: z.string(),
  companyNumber: z.string(),
  companyType: z.string(),
  companyStatus: z.string(),
  address: z.string().nullable(),
  incorporatedOn: RegisterDay.nullable(),
  dissolvedOn: RegisterDay.nullable(),
});
export type CompanyHit = z.infer<typeof CompanyHit>;
export const CompanyHits = z.object({
  items: z.array(CompanyHit),
  nextCursor: z.string().nullable(),
  /** How many there are in all; no more than the first 1,000 can be read. */
  total: z.number().int(),
});
export type CompanyHits = z.infer<typeof CompanyHits>;

/** GET /api/companies/usage: what the firm has used of the register's limit, and what the cache saved. */
export const CompanyUsage = z.object({
  /** Calls in the last `windowMs`, of all firms together and of this one. */
  limit: z.object({
    windowMs: z.number(),
    used: z.number().int(),
    limit: z.number().int(),
    shareUsed: z.number().int(),
    shareLimit: z.number().int(),
    /** Until then the register itself asked us to wait; null when it did not. */
    heldUntil: Instant.nullable(),
  }),
  /** The last 30 days of this firm. */
  cache: z.object({ hits: z.number().int(), misses: z.number().int(), hitRate: z.number().min(0).max(1).nullable() }),
  lookups: z.object({ succeeded: z.number().int(), failed: z.number().int() }),
  breaker: z.object({
    state: z.enum(["closed", "open", "half-open"]),
    failures: z.number().int(),
    retryAt: Instant.nullable(),
  }),
});
export type CompanyUsage = z.infer<typeof CompanyUsage>;

/** F97: `cache_hit` and `cache_miss` for each request; `lookup` for each time the register was asked. */
export const COMPANY_ACTIONS = ["lookup", "cache_hit", "cache_miss"] as const;

/** One row of the lookup log; kept for 90 days. */
export const CompanyActivity = z.object({
  id: z.string(),
  at: Instant,
  /** Who asked: a user id, or the name of a job of ours. */
  userId: z.string(),
  companyNumber: z.string(),
  action: z.enum(COMPANY_ACTIONS),
  success: z.boolean(),
  /** The code of the error shown, e.g. `company.not-found`; null on success. */
  errorCode: z.string().nullable(),
});
export type CompanyActivity = z.infer<typeof CompanyActivity>;
