/** Which client a contact of Xero's is, and whether a link still leads somewhere. */
import { VisibleError } from "../../lib/error.ts";
import { linkedRow } from "../linked.ts";
import type { SyncItem } from "../../outbox/record.ts";
import { type FirmSync, firmSync } from "../setup/read.ts";
import { blockedWords } from "../setup/words.ts";

/** The firm when it is connected. Errors: `xero.not-connected`. */
export async function connected(tenantId: string): Promise<FirmSync> {
  const firm = await firmSync(tenantId);
  if (firm.state !== "not-connected") return firm;
  throw new VisibleError("conflict", "xero.not-connected", blockedWords("not-connected"));
}

/** Refusals after which a client has to be linked anew: the contact is gone, or archived. */
export const LOST: readonly string[] = ["deleted-in-xero", "contact-archived"];

export const isBroken = ({ xeroId, errorCode }: Pick<SyncItem, "xeroId" | "errorCode">): boolean =>
  xeroId !== undefined && errorCode !== undefined && LOST.includes(errorCode);

/** Clients that somebody has to look at, or may decide anew. */
export const isUnlinked = (row: Pick<SyncItem, "xeroId" | "errorCode" | "hold">): boolean =>
  row.xeroId === undefined || row.hold === "ignored" || isBroken(row);

/** The client that a contact is linked with. One request. */
export const holderOf = (tenantId: string, xeroTenantId: string, xeroId: string): Promise<SyncItem | null> =>
  linkedRow(tenantId, "contact", xeroTenantId, xeroId);
