/** Asking for a pack, and opening one. */
import { activity } from "../activity/index.ts";
import { loadClient } from "../client/index.ts";
import { requireStaff, tenantId } from "../lib/actor.ts";
import { isoIn, nowIso, SECOND_MS } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { nudge } from "../lib/queue.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, write } from "../lib/table/transact.ts";
import { CertificateRow, type PackItem, PackRow, RetentionRow } from "./entity.ts";
import type { Evidence, EvidencePack, PackLink } from "./schema.ts";

/** The queue whose worker makes packs, removes old ones, and purges evidence. */
export const EVIDENCE_QUEUE = "evidence";

const SHOWN = 20;
/** R6: 60 to 120 seconds after the check. */
const LINK_S = 120;

const REASONS: Readonly<Record<string, string>> = {
  "too-large": "The documents together are too large for one file. Download them one by one.",
  "content-changed": "The content of a document is not what was filed. Tell whoever runs Practice Hub.",
};

const toPack = (row: PackItem): EvidencePack => ({
  id: row.id,
  status: row.status,
  requestedAt: row.requestedAt,
  requestedBy: row.requestedByName,
  madeAt: row.madeAt ?? null,
  entries: row.entries ?? null,
  sizeBytes: row.sizeBytes ?? null,
  head: row.head ?? null,
  removeAt: row.removeAt ?? null,
  reason:
    row.status === "failed" ? (REASONS[row.errorCode ?? ""] ?? "The pack could not be made. Ask for it again.") : null,
});

/** Packs and retention of a client. Four requests, at once. Error: `client.not-found`. */
export async function fromClient(clientId: string): Promise<Evidence> {
  requireStaff("kyc:read");
  const firm = tenantId();
  const [, packs, retention, certificates] = await Promise.all([
    loadClient(clientId),
    packsOf(clientId),
    RetentionRow.get({ tenantId: firm, clientId }).go({ consistent: true }),
    CertificateRow.query.byClient({ tenantId: firm, clientId }).go({ order: "desc", limit: SHOWN }),
  ]);
  return {
    packs: packs.map(toPack),
    purgeAt: retention.data?.purgeAt ?? null,
    certificate: retention.data?.certificate ?? null,
    earlier: certificates.data.map(({ certificate }) => certificate),
  };
}

/** Newest first. One request. */
async function packsOf(clientId: string): Promise<PackItem[]> {
  const rows = PackRow.query.byClient({ tenantId: tenantId(), clientId });
  const { data } = await rows.go({ order: "desc", limit: SHOWN });
  return data;
}

/** Has a pack made; one that is being made already is the answer. Two requests, one transaction. */
export async function wantPack(clientId: string): Promise<EvidencePack> {
  const { tenantId: firm, userId, name } = requireStaff("kyc:read");
  const [client, packs] = await Promise.all([loadClient(clientId), packsOf(clientId)]);
  const underway = packs.find(({ status }) => status === "wanted");
  if (underway) {
    await nudge(EVIDENCE_QUEUE, { tenantId: firm, id: underway.id });
    return toPack(underway);
  }
  const [id, at] = [newId("evd"), nowIso()];
  const row: PackItem = {
    tenantId: firm,
    id,
    clientId,
    clientName: client.name,
    status: "wanted",
    requestedAt: at,
    requestedBy: userId,
    requestedByName: name,
    attempts: 0,
    nextAttemptAt: at,
    ...dueKeys(EVIDENCE_QUEUE, at, id),
  };
  await transact([
    write(PackRow.create(row)),
    activity({
      entityType: "evidence",
      entityId: id,
      clientId,
      action: "evidence.requested",
      summary: "Asked for an evidence pack",
    }),
  ]);
  await nudge(EVIDENCE_QUEUE, { tenantId: firm, id });
  return toPack(row);
}

/** A link for two minutes, noted first. Errors: `evidence.not-found` (another client's too), `evidence.not-ready`. */
export async function download(clientId: string, id: string): Promise<PackLink> {
  const { tenantId: firm } = requireStaff("kyc:read");
  const { data: row } = await PackRow.get({ tenantId: firm, id }).go({ consistent: true });
  if (row?.clientId !== clientId) throw notFound("evidence");
  const { key, head } = row;
  if (row.status !== "ready" || key === undefined || head === undefined)
    throw new VisibleError(
      "gone",
      "evidence.not-ready",
      "This pack is not there to download. Ask for it again if its time is over.",
    );
  await transact([
    activity({
      entityType: "evidence",
      entityId: id,
      clientId,
      action: "evidence.downloaded",
      summary: "Evidence pack downloaded",
    }),
  ]);
  // S3's client is large, and most requests to this door need none.
  const { getSignedUrl } = await import("../provider/storage/index.ts");
  const name = `evidence-${id.slice(-8).toLowerCase()}.zip`;
  const url = await getSignedUrl(key, LINK_S, { contentType: "application/zip", fileName: name });
  return { url, expiresAt: isoIn(LINK_S * SECOND_MS), name, head };
}
