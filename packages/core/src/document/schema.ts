/** Documents: what may be uploaded, and what is shown. Safe for the browser. */
import * as z from "zod";
import { ClientId } from "../client/schema.ts";
import { Day, idOf, Instant, PageQuery, text } from "../lib/schema.ts";
import { CONTENT_TYPES } from "./rule/type.ts";

export { isContentType, TYPE_WORDS, typeOfName } from "./rule/type.ts";

export const DocumentId = idOf("doc");

/** F42: what clients and staff file, identity evidence, and the PDFs of proposals and invoices. */
export const DOCUMENT_KINDS = ["client", "kyc", "proposal", "invoice"] as const;
export const DocumentKind = z.enum(DOCUMENT_KINDS);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** What a client's own people may file. */
export const PORTAL_KINDS = ["client", "kyc"] as const;

/** 10 MiB; the storage itself refuses more. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;

/** Not a path, and no characters that turn the direction of writing to hide what a name ends in. */
const FileName = text(200).regex(/^[^/\\\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/, "must be a plain file name");

const file = {
  name: FileName,
  contentType: z.enum(CONTENT_TYPES, { error: "must be a PDF, JPEG, PNG, WebP or HEIC file" }),
  sizeBytes: z
    .number("must be the size in bytes")
    .int("must be whole bytes")
    .min(1, "must be above 0: the file is empty")
    .max(MAX_DOCUMENT_BYTES, "must be at most 10485760: a file may have 10 MB"),
};

/** POST /api/documents. */
export const DocumentCreate = z.strictObject({
  clientId: ClientId,
  kind: DocumentKind.default("client"),
  ...file,
  /** Whether the client's people see it in the portal. */
  visibleToClient: z.boolean().default(false),
  /** Until when what it shows is valid: a passport's expiry. */
  expiresOn: Day.nullish(),
});
export type DocumentCreate = z.infer<typeof DocumentCreate>;
export type DocumentCreateInput = z.input<typeof DocumentCreate>;

/** POST /api/portal/documents; without `clientId` for the person's first client. */
export const PortalDocumentCreate = z.strictObject({
  clientId: ClientId.optional(),
  kind: z.enum(PORTAL_KINDS).default("client"),
  ...file,
});
export type PortalDocumentCreateInput = z.input<typeof PortalDocumentCreate>;

/** A form that a browser posts the file with, straight to the storage; `file` is its last field. Good for 15 minutes. */
export const Upload = z.object({
  id: DocumentId,
  upload: z.object({ url: z.url(), fields: z.record(z.string(), z.string()) }),
});
export type Upload = z.infer<typeof Upload>;

/** PATCH /api/documents/{id}: only what changes, and the version it was read at. `null` clears. */
export const DocumentUpdate = z.strictObject({
  version: z.number().int().min(1),
  name: FileName.optional(),
  visibleToClient: z.boolean().optional(),
  expiresOn: Day.nullish(),
});
export type DocumentUpdate = z.infer<typeof DocumentUpdate>;

/** GET …/download: `inline` shows it in the browser, otherwise it is saved. */
export const DownloadQuery = z.object({ show: z.enum(["inline", "attachment"]).default("attachment") });
export type DownloadQuery = z.infer<typeof DownloadQuery>;

/** A link that works without sign-in until `expiresAt`. */
export const DocumentLink = z.object({
  url: z.url(),
  expiresAt: Instant,
  name: z.string(),
  contentType: z.enum(CONTENT_TYPES),
});
export type DocumentLink = z.infer<typeof DocumentLink>;

/** How long a kind is kept: KYC evidence by MLR 2017 reg. 40, invoices and proposals as the firm's own tax records. */
export const RETENTION = {
  client: "until-deleted",
  kyc: "relationship-and-5-years",
  proposal: "6-years",
  invoice: "6-years",
} as const satisfies Record<DocumentKind, string>;

const Person = z.object({ kind: z.enum(["staff", "portal", "system"]), id: z.string(), name: z.string().nullable() });

/** One row of a list. */
export const DocumentSummary = z.object({
  id: DocumentId,
  clientId: ClientId,
  /** The client's name when the document was filed. */
  clientName: z.string(),
  kind: DocumentKind,
  name: z.string(),
  contentType: z.enum(CONTENT_TYPES),
  sizeBytes: z.number().int(),
  /** Of the content, as hexadecimal. */
  sha256: z.string(),
  visibleToClient: z.boolean(),
  expiresOn: Day.nullable(),
  retention: z.enum(["until-deleted", "relationship-and-5-years", "6-years"]),
  uploadedBy: Person,
  createdAt: Instant,
  updatedAt: Instant,
  /** How often it was opened, and by whom last. */
  opens: z.number().int(),
  lastOpenedAt: Instant.nullable(),
  lastOpenedBy: z.string().nullable(),
  /** Since when it is in the bin, and when it is removed for good. */
  deletedAt: Instant.nullable(),
  purgeAt: Instant.nullable(),
  version: z.number().int(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const Opener = z.object({
  ...Person.shape,
  count: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
});
export type Opener = z.infer<typeof Opener>;

/** The record. `openedBy`: each person once, the last first; at most 50. */
export const Document = z.object({ ...DocumentSummary.shape, openedBy: z.array(Opener) });
export type Document = z.infer<typeof Document>;

/** GET /api/documents: the firm's, newest first; a client's, folder by folder; what expires, soonest first; or a client's bin. */
export const DocumentQuery = PageQuery.extend({
  clientId: ClientId.optional(),
  kind: DocumentKind.optional(),
  view: z.enum(["expiring", "deleted"]).optional(),
})
  .refine(({ clientId, kind }) => kind === undefined || clientId !== undefined, {
    path: ["kind"],
    message: "needs a clientId",
  })
  .refine(({ clientId, view }) => view !== "deleted" || clientId !== undefined, {
    path: ["view"],
    message: "needs a clientId when it is deleted",
  })
  .refine(({ clientId, view }) => view !== "expiring" || clientId === undefined, {
    path: ["view"],
    message: "cannot be combined with clientId when it is expiring",
  });
export type DocumentQuery = z.infer<typeof DocumentQuery>;

/** What a client's people see of a document: nothing of who opened it or what the firm keeps it for. */
export const PortalDocument = DocumentSummary.pick({
  id: true,
  kind: true,
  name: true,
  contentType: true,
  sizeBytes: true,
  expiresOn: true,
  createdAt: true,
}).extend({ /** The signed-in person uploaded it. */ mine: z.boolean() });
export type PortalDocument = z.infer<typeof PortalDocument>;

/** GET /api/portal/documents: `clientId` chooses among the clients of somebody who has several. */
export const PortalDocumentQuery = PageQuery.extend({ clientId: ClientId.optional() });
export type PortalDocumentQuery = z.infer<typeof PortalDocumentQuery>;
