/** Clients of the firm: what may be typed, and what is shown. Safe for the browser. */
import * as z from "zod";
import { ActivityEntry } from "../activity/schema.ts";
import { EmailEvent, EmailStatus } from "../email/schema.ts";
import { Address, Day, EmailAddress, idOf, Instant, longText, PageQuery, text, VatNumber } from "../lib/schema.ts";
import { PersonInput } from "../person/schema.ts";
import { SyncGlance } from "../outbox/schema.ts";

export const CLIENT_TYPES = [
  "individual",
  "company",
  "limited_company",
  "sole_trader",
  "partnership",
  "llp",
  "trust",
  "charity",
  "other",
] as const;
export const ClientType = z.enum(CLIENT_TYPES);
export type ClientType = z.infer<typeof ClientType>;

export const CLIENT_STATUSES = ["prospect", "onboarding", "active", "inactive", "archived"] as const;
export const ClientStatus = z.enum(CLIENT_STATUSES);
export type ClientStatus = z.infer<typeof ClientStatus>;

/** F58, F79: `pending` until the sync worker has pushed the client; null for one that shall not be in Xero. */
export const XeroSyncStatus = z.enum(["pending", "synced", "error"]).nullable();
export type XeroSyncStatus = z.infer<typeof XeroSyncStatus>;

export const ClientId = idOf("cli");

/** A company number as people type it: spaces and lower case are accepted; the command normalises and checks it. */
export const CompanyNumberText = z.string().trim().min(1, "must not be empty").max(20, "must be at most 20 characters");

/** Three letters and a number, `TES001`; letters, digits and dashes when typed by hand. */
export const ClientCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,19}$/, "must be 2 to 20 letters, digits or dashes");

const Phone = z
  .string()
  .trim()
  .regex(/^[+()\d][\d ()+.-]{4,28}(?: ?(?:x|ext\.?) ?\d{1,6})?$/i, "must be a telephone number");
const Website = z
  .string()
  .trim()
  .max(200)
  .pipe(z.url({ protocol: /^https?$/, error: "must be an address like https://example.com" }));
/** The accounting year end, `MM-DD`; 29 February is not one. */
const YearEnd = z
  .string()
  .regex(
    /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$/,
    "must be a month and day, e.g. 03-31",
  );

/** The person the firm writes to. */
export const ContactInput = z.object({
  name: text(120),
  email: EmailAddress.nullish(),
  phone: Phone.nullish(),
  jobTitle: text(80).nullish(),
});
export type ContactInput = z.infer<typeof ContactInput>;

/** What a person may type about a client. */
const fields = {
  type: ClientType,
  name: text(160),
  companyNumber: CompanyNumberText.nullish(),
  clientCode: ClientCode,
  registeredOffice: Address.nullish(),
  email: EmailAddress.nullish(),
  phone: Phone.nullish(),
  website: Website.nullish(),
  vatRegistered: z.boolean(),
  vatNumber: VatNumber.nullish(),
  yearEnd: YearEnd.nullish(),
  incorporatedOn: Day.nullish(),
  accountManagerId: z.string().trim().min(1).max(64).nullish(),
  notes: longText(5000).nullish(),
};

/** The statuses a person may set; `archived` has its own verb. */
const WorkingStatus = z.enum(["prospect", "onboarding", "active", "inactive"]);

/**
 * POST /api/clients. With a company number the command reads the register itself, so `name` may be left out; what is typed
 * wins over the register for name and address. `people` are those typed by hand; the register's own are added by the command.
 */
export const ClientCreate = z.strictObject({
  ...fields,
  name: fields.name.optional(),
  clientCode: ClientCode.optional(),
  vatRegistered: z.boolean().default(false),
  status: WorkingStatus.default("onboarding"),
  contact: ContactInput.nullish(),
  people: z.array(PersonInput).max(50, "must be at most 50 people").default([]),
});
export type ClientCreate = z.infer<typeof ClientCreate>;
export type ClientCreateInput = z.input<typeof ClientCreate>;

/** PATCH /api/clients/{id}: only what changes, and the version it was read at. `null` clears a field. */
export const ClientUpdate = z.strictObject({
  version: z.number().int().min(1),
  ...z.object(fields).partial().shape,
  status: WorkingStatus.optional(),
  contact: ContactInput.partial().optional(),
});
export type ClientUpdate = z.infer<typeof ClientUpdate>;
export type ClientUpdateInput = z.input<typeof ClientUpdate>;

/** POST /api/clients/{id}/archive and /restore. */
export const ClientVersion = z.strictObject({ version: z.number().int().min(1) });
export type ClientVersion = z.infer<typeof ClientVersion>;

/** `bounced` and `complained` come from the mail provider: the address needs a look before it is written to again. */
export const Contact = z.object({
  id: idOf("con"),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  jobTitle: z.string().nullable(),
  emailStatus: z.enum(["ok", "bounced", "complained"]),
  emailStatusAt: Instant.nullable(),
});
export type Contact = z.infer<typeof Contact>;

/** Where the registered details come from. `null` on a client without a company number. */
export const RegisterInfo = z.object({
  source: z.enum(["register", "manual"]),
  /** Why the details are hand-typed: the register had no such company, did not answer, or was not asked (an import). */
  reason: z.enum(["not-found", "unavailable", "not-asked"]).nullable(),
  companyName: z.string().nullable(),
  companyType: z.string().nullable(),
  companyStatus: z.string().nullable(),
  fetchedAt: Instant.nullable(),
  /** False while people of a large company are still being saved; refreshing the people completes them. */
  peopleComplete: z.boolean(),
});
export type RegisterInfo = z.infer<typeof RegisterInfo>;

/** Something the firm should know before it acts for this client. */
export const ClientWarning = z.object({
  code: z.enum([
    "company-dissolved",
    "company-insolvent",
    "company-closing",
    "register-unavailable",
    "register-not-found",
    "register-not-asked",
    "people-incomplete",
    "contact-bounced",
  ]),
  message: z.string(),
});
export type ClientWarning = z.infer<typeof ClientWarning>;

/** One row of the list. */
export const ClientSummary = z.object({
  id: ClientId,
  clientCode: z.string(),
  name: z.string(),
  type: ClientType,
  status: ClientStatus,
  companyNumber: z.string().nullable(),
  companyStatus: z.string().nullable(),
  contactName: z.string().nullable(),
  contactEmail: z.string().nullable(),
  accountManagerId: z.string().nullable(),
  xeroSyncStatus: XeroSyncStatus,
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ClientSummary = z.infer<typeof ClientSummary>;

/** GET /api/clients: `xero` is null of a client that Xero was never to have. */
export const ClientListItem = ClientSummary.extend({ xero: SyncGlance.nullable() });
export type ClientListItem = z.infer<typeof ClientListItem>;

/** The record. */
export const Client = z.object({
  ...ClientSummary.shape,
  registeredOffice: Address.nullable(),
  incorporatedOn: z.string().nullable(),
  register: RegisterInfo.nullable(),
  warnings: z.array(ClientWarning),
  contact: Contact.nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  vatRegistered: z.boolean(),
  vatNumber: z.string().nullable(),
  yearEnd: z.string().nullable(),
  notes: z.string().nullable(),
  xeroContactId: z.string().nullable(),
  xeroLastSyncedAt: Instant.nullable(),
  xeroSyncError: z.string().nullable(),
  createdBy: z.string(),
  archivedAt: Instant.nullable(),
});
export type Client = z.infer<typeof Client>;

/** GET /api/clients. `q` matches the beginning of any word of the name, the company number, the client code or an email address. */
export const ClientQuery = PageQuery.extend({
  q: z.string().trim().normalize("NFC").max(100).optional(),
  status: ClientStatus.optional(),
});
export type ClientQuery = z.infer<typeof ClientQuery>;

/** GET /api/clients/similar, asked while the wizard is filled in. */
export const SimilarQuery = z.object({
  name: text(160).optional(),
  companyNumber: CompanyNumberText.optional(),
  email: EmailAddress.optional(),
});
export type SimilarQuery = z.infer<typeof SimilarQuery>;

/** A client that may be the same one, and why. */
export const SimilarClient = z.object({
  client: ClientSummary,
  because: z.array(z.enum(["company-number", "name", "email"])),
});
export type SimilarClient = z.infer<typeof SimilarClient>;
export const SimilarClients = z.object({ items: z.array(SimilarClient) });

/** A client as its own people see it. */
export const PortalClient = z.object({
  id: ClientId,
  name: z.string(),
  companyNumber: z.string().nullable(),
  /** The firm is taking it on. */
  onboarding: z.boolean(),
});
export type PortalClient = z.infer<typeof PortalClient>;

/** GET /api/clients/{id}/timeline: what people did and what became of the mails, newest first. */
export const TimelineEntry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("activity"), ...ActivityEntry.shape }),
  z.object({
    kind: z.literal("email"),
    id: z.string(),
    at: Instant,
    emailId: z.string(),
    template: z.string(),
    subject: z.string(),
    to: z.string(),
    status: EmailStatus,
    /** What the provider reported, oldest first. */
    events: z.array(EmailEvent),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
