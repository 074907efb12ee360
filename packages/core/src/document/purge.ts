/** Removing for good what is due: a document whose time in the bin is over, an upload that was never completed. */
import { activity } from "../activity/index.ts";
import { tenantId } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { transact, write } from "../lib/table/transact.ts";
import { incomingKey } from "../provider/storage/key.ts";
import { type DocumentItem, DocumentRow, OpenerRow, type UploadItem, UploadRow } from "./entity.ts";
import { USE } from "./filing.ts";
import { loadBoth } from "./read/load.ts";
import { folderOf } from "./rule/folder.ts";
import { withStorage } from "./storage.ts";

/** Openers removed in one transaction with their document. */
const OPENERS_AT_ONCE = 90;

/**
 * Does what is due for one id, as a system actor of the firm; says in a word what came of it. Twice is harmless: bytes go
 * first, so that a run that stopped half-way is due again. Nobody can restore or complete any more when this is due
 * (`PURGE_AFTER_MS`), so nothing that is kept loses its bytes.
 */
export async function purge(id: string): Promise<string> {
  const { document, upload } = await loadBoth(id);
  const isDue = (row: { gsi2sk?: string | undefined } | null) => (row?.gsi2sk ?? "9") <= `${nowIso()}#${id}`;
  if (!document && !upload) return "gone";
  if (!isDue(document) && !isDue(upload)) return "not due";
  if (upload && isDue(upload)) await giveUp(upload, document?.key);
  if (document && isDue(document)) await purgeDocument(document);
  return "purged";
}

/** Removes a client's identity evidence for good, as core/evidence says when its time has come; twice is harmless. */
export async function purgeEvidence(clientId: string): Promise<void> {
  const papers = DocumentRow.query.byFolder({ tenantId: tenantId(), clientId }).begins({ folder: folderOf.kyc });
  const { data } = await papers.go({ pages: "all" });
  for (const row of data) await purgeDocument(row);
}

async function purgeDocument({ tenantId, id, key, clientId, name }: DocumentItem): Promise<void> {
  await withStorage((storage) => storage.deleteFromS3(key));
  for (;;) {
    const openers = await OpenerRow.query.byDocument({ tenantId, documentId: id }).go({ limit: OPENERS_AT_ONCE });
    const removed = openers.data.map(({ personId }) => write(OpenerRow.delete({ tenantId, documentId: id, personId })));
    if (openers.cursor === null) {
      await transact([
        ...removed,
        write(DocumentRow.delete({ tenantId, id })),
        activity({
          entityType: "document",
          entityId: id,
          clientId,
          action: "document.purged",
          summary: `Document ${name} removed for good`,
        }),
      ]);
      return;
    }
    await transact(removed);
  }
}

/** The bytes of tries that came to nothing; `kept` are those of the document itself. */
async function giveUp({ tenantId, id, keys }: UploadItem, kept: string | undefined): Promise<void> {
  const objects = [incomingKey(tenantId, USE, id), ...(keys ?? [])].filter((key) => key !== kept);
  await withStorage((storage) => Promise.all(objects.map((key) => storage.deleteFromS3(key))));
  await transact([write(UploadRow.delete({ tenantId, id }))]);
}
