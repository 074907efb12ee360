/**
 * Deleting a client's evidence when its time has come, and certifying it. First everything that will go is named on the row,
 * in a transaction that fails under a legal hold; then bytes and records go; then the certificate. Each step may be repeated,
 * so a run that stopped half-way is finished by the next.
 */
import { createHash } from "node:crypto";
import { activity } from "../../activity/index.ts";
import { DocumentRow } from "../../document/entity.ts";
import { purgeEvidence } from "../../document/index.ts";
import { folderOf } from "../../document/rule/folder.ts";
import { tenantId } from "../../lib/actor.ts";
import { DAY_MS, isoIn, nowIso } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { transact, TransactionRefused, write } from "../../lib/table/transact.ts";
import { CaseRow } from "../../case/entity.ts";
import { riskKeyOf } from "../../case/rule/due.ts";
import { type Inventory, PackRow, type RetentionItem, RetentionRow } from "../entity.ts";
import { purgePack } from "../pack/make.ts";
import { deleteRecords, RECORD_KINDS, recordsOf } from "../records.ts";
import type { Certificate } from "../schema.ts";
import { EVIDENCE_QUEUE } from "../want.ts";
import { announce } from "./announce.ts";
import { clientOf } from "./clock.ts";

/** Does what is due for one client, its notice first; says in a word what came of it. As a system actor of the firm. */
export async function purge(id: string): Promise<string> {
  const key = { tenantId: tenantId(), clientId: clientOf(id) };
  const { data: row } = await RetentionRow.get(key).go({ consistent: true });
  if (!row || row.status === "purged" || (row.gsi2sk ?? "9") > `${nowIso()}#${id}`) return "not due";
  if (row.purgeAt > nowIso()) return row.held ? postpone(row) : announce(row);
  const inventory = row.inventory ?? (await begin(row));
  if (!inventory) return postpone(row);
  await removeAll(row);
  await certify(row, inventory);
  return "purged";
}

/** Names what will go; null while a legal hold stands. */
async function begin({ tenantId: firm, clientId }: RetentionItem): Promise<Inventory | null> {
  const caseKey = { tenantId: firm, clientId };
  const [found, papers, packs, ...records] = await Promise.all([
    CaseRow.get(caseKey).go({ consistent: true }),
    DocumentRow.query.byFolder({ tenantId: firm, clientId }).begins({ folder: folderOf.kyc }).go({ pages: "all" }),
    PackRow.query.byClient({ tenantId: firm, clientId }).go({ pages: "all" }),
    ...RECORD_KINDS.map(async (kind) => [kind, (await recordsOf(clientId, kind)).length] as const),
  ]);
  const inventory: Inventory = {
    documents: papers.data.map(({ id, sha256 }) => ({ id, sha256 })),
    records: Object.fromEntries(records),
    packs: packs.data.length,
  };
  if (!found.data) return null;
  const { status, since, version } = found.data;
  try {
    await transact([
      write(
        RetentionRow.patch({ tenantId: firm, clientId })
          .set({ status: "purging", inventory })
          .where((row, is) => is.eq(row.status, "kept")),
      ),
      // Nobody can set a hold between this and the deletion, and what people wrote about a person goes with the rest.
      write(
        CaseRow.patch(caseKey)
          .set({ status, since, version: version + 1, riskKey: riskKeyOf({}) })
          .remove([...OF_A_PERSON])
          .where(
            (row, is) =>
              `${is.eq(row.version, version)} AND ${is.notExists(row.legalHold)} AND ${is.exists(row.relationshipEndedAt)}`,
          ),
      ),
    ]);
    return inventory;
  } catch (error) {
    if (error instanceof TransactionRefused) return null;
    throw error;
  }
}

/** Fields of the case that say something about a person; that there was one, and when it ended, stays. */
const OF_A_PERSON = [
  "inviteeName",
  "inviteeEmail",
  "riskAnswers",
  "risk",
  "more",
  "proposed",
  "decision",
  "result",
  "verificationId",
  "alertAt",
  "flaggedAt",
  "otherWay",
] as const;

async function postpone({ tenantId: firm, clientId, id }: RetentionItem): Promise<string> {
  const patch = RetentionRow.patch({ tenantId: firm, clientId }).set(dueKeys(EVIDENCE_QUEUE, isoIn(DAY_MS), id));
  await transact([write(patch)]);
  return "held";
}

async function removeAll({ tenantId: firm, clientId }: RetentionItem): Promise<void> {
  await purgeEvidence(clientId);
  for (const kind of RECORD_KINDS) await deleteRecords(clientId, kind);
  // Packs last: one that was made of what is gone by now is among them.
  const packs = await PackRow.query.byClient({ tenantId: firm, clientId }).go({ pages: "all" });
  for (const { id } of packs.data) await purgePack(id);
}

async function certify(row: RetentionItem, inventory: Inventory): Promise<void> {
  const { tenantId: firm, clientId, id, relationshipEndedAt } = row;
  const what = { purgedAt: nowIso(), relationshipEndedAt, ...inventory };
  const sha256 = createHash("sha256").update(JSON.stringify(what)).digest("hex");
  const certificate: Certificate = { ...what, sha256 };
  await transact([
    write(
      RetentionRow.patch({ tenantId: firm, clientId })
        .set({ status: "purged", certificate })
        .remove(["gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "inventory"])
        .where((one, is) => is.eq(one.status, "purging")),
    ),
    activity({
      entityType: "evidence",
      entityId: id,
      clientId,
      action: "evidence.purged",
      summary: `Identity evidence deleted, ${inventory.documents.length} documents; certificate ${sha256}`,
    }),
  ]);
}
