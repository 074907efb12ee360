import { Entity, type EntityItem } from "electrodb";
import { number, required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { FOLDERS } from "./rule/folder.ts";
import { CONTENT_TYPES } from "./rule/type.ts";
import { DOCUMENT_KINDS } from "./schema.ts";

/** What is known of a file before it has arrived, and stays true of it. */
const described = {
  tenantId: required,
  id: required,
  clientId: required,
  clientName: required,
  kind: { type: DOCUMENT_KINDS, required: true },
  name: required,
  contentType: { type: CONTENT_TYPES, required: true },
  visibleToClient: { type: "boolean", required: true },
  expiresOn: text,
  /** Who brought it. */
  byKind: { type: ["staff", "portal", "system"] as const, required: true },
  byId: required,
  byName: text,
  createdAt: required,
  /** The due index, written by hand because it comes and goes (lib/table/due.ts): when it is purged. */
  gsi2pk: text,
  gsi2sk: text,
} as const;

/**
 * An upload that was begun. It is no document and in no list until `complete` has looked at the file. Access patterns:
 * docs/data-model/document.md.
 */
export const UploadRow = new Entity(
  {
    model: { service: "practice-hub", entity: "document-upload", version: "1" },
    attributes: {
      ...described,
      /** Where bytes may already be: each is noted before it is written, so that no crash leaves a file nobody knows. */
      keys: { type: "set", items: "string" },
      ttl: number,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#upload", "${id}"),
    },
  } as const,
  electro,
);
export type UploadItem = EntityItem<typeof UploadRow>;

/** `version` counts what people change; opening does not move it. */
export const DocumentRow = new Entity(
  {
    model: { service: "practice-hub", entity: "document", version: "1" },
    attributes: {
      ...described,
      /** Where the bytes are; never shown. */
      key: required,
      sizeBytes: number,
      sha256: required,
      /** Its kind in the order of the client's folders, or the bin (rule/folder.ts). */
      folder: { type: FOLDERS, required: true },
      shelf: { type: ["kept", "deleted"] as const, required: true },
      /** `expiresOn`, or a word that sorts behind every day. */
      expiryKey: required,
      opens: number,
      lastOpenedAt: text,
      lastOpenedBy: text,
      deletedAt: text,
      deletedBy: text,
      purgeAt: text,
      version: number,
      updatedAt: required,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#document", "${id}"),
      byFolder: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#document", "${folder}#${id}"),
      byExpiry: indexKeys("gsi3", "t#${tenantId}#document#${shelf}", "${expiryKey}#${id}"),
    },
  } as const,
  electro,
);
export type DocumentItem = EntityItem<typeof DocumentRow>;

/** Each person who opened a document, once. */
export const OpenerRow = new Entity(
  {
    model: { service: "practice-hub", entity: "document-opener", version: "1" },
    attributes: {
      tenantId: required,
      documentId: required,
      personId: required,
      kind: { type: ["staff", "portal", "system"] as const, required: true },
      name: text,
      count: number,
      firstAt: required,
      lastAt: required,
    },
    indexes: {
      byDocument: mainKeys("t#${tenantId}#document#${documentId}", "opener#${personId}"),
    },
  } as const,
  electro,
);
export type OpenerItem = EntityItem<typeof OpenerRow>;
