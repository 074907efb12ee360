/** A document of a proposal is stored: from then on it is before the client. For the worker, as the system. */
import { nudgeEmail } from "../email/index.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../lib/table/transact.ts";
import { type ProposalItem, SignatureRow, type SignatureItem, type VersionItem, VersionRow } from "./entity.ts";
import { mailItems } from "./mail.ts";
import { withDue } from "./rule/due.ts";
import { updateRow, VersionPassed } from "./save.ts";

export type Made = "made" | "later";

/** What the storage knows of a document. */
export interface StoredFile {
  sha256: string;
  sizeBytes: number;
}

/** The row with nothing left to print; its `version` stays, because no person changed it. */
function printed(before: ProposalItem, set: Partial<ProposalItem> = {}): TransactItem {
  const { printing: _, printAt: __, ...row } = before;
  return updateRow(before, withDue({ ...row, ...set }));
}

/**
 * The PDF of a version is stored under its hash. The client sees the version from now on, and the mail about it is queued in
 * the same transaction, so once; `also` goes with it. `later` when somebody changed the proposal meanwhile: it is looked at again.
 */
export async function offerMade(
  row: ProposalItem,
  version: VersionItem,
  file: StoredFile,
  also: readonly TransactItem[] = [],
): Promise<Made> {
  const { tenantId, proposalId, number } = version;
  const mail = mailItems("proposal-sent", row, version);
  const patch = VersionRow.patch({ tenantId, proposalId, number })
    .set({ documentHash: file.sha256, documentBytes: file.sizeBytes })
    .where((item, is) => is.notExists(item.documentHash));
  const made = await written([printed(row, { offeredVersion: Number(number) }), write(patch), ...mail.items, ...also]);
  if (made === "made") await nudgeEmail(mail.id, tenantId);
  return made;
}

/** The signed PDF, with its certificate, is stored. */
export async function certificateMade(row: ProposalItem, signature: SignatureItem, file: StoredFile): Promise<Made> {
  const { tenantId, proposalId } = signature;
  const patch = SignatureRow.patch({ tenantId, proposalId })
    .set({ signedHash: file.sha256, signedBytes: file.sizeBytes })
    .where((item, is) => is.notExists(item.signedHash));
  return written([printed(row), write(patch)]);
}

async function written(items: TransactItem[]): Promise<Made> {
  try {
    await transact(items);
    return "made";
  } catch (error) {
    if (error instanceof VersionPassed || error instanceof TransactionRefused) return "later";
    throw error;
  }
}
