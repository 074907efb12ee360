/**
 * A client's documents stand in one partition, folder by folder. Read backwards it shows the folders in this
 * order, each newest first; the bin sorts before them all, so that a list stops before it.
 */
import type { DocumentKind } from "../schema.ts";

export const FOLDERS = ["0-bin", "1-invoice", "2-proposal", "3-kyc", "4-client"] as const;
export type Folder = (typeof FOLDERS)[number];

export const BIN: Folder = "0-bin";
/** Where the folders that are not the bin begin. */
export const KEPT_FROM: Folder = "1-invoice";

export const folderOf: Record<DocumentKind, Folder> = {
  invoice: "1-invoice",
  proposal: "2-proposal",
  kyc: "3-kyc",
  client: "4-client",
};

/** Sorts behind every `YYYY-MM-DD`. */
export const NO_EXPIRY = "never";
export const expiryKey = (expiresOn: string | undefined): string => expiresOn ?? NO_EXPIRY;
