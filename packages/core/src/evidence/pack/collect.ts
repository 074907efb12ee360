/** What goes into a pack: everything that explains why a client was taken on, or was not, and who decided so. */
import { createHash } from "node:crypto";
import { ActivityRow } from "../../activity/entity.ts";
import { type DocumentItem, DocumentRow } from "../../document/entity.ts";
import { folderOf } from "../../document/rule/folder.ts";
import { TYPE_WORDS } from "../../document/rule/type.ts";
import { tenantId } from "../../lib/actor.ts";
import { readReview } from "../../review/read/review.ts";
import { RECORD_KINDS, recordsOf } from "../records.ts";
import { summaryOf } from "./summary.ts";
import type { PackEntry } from "./write.ts";

/** All documents together; the worker has memory for twice that. */
const MAX_BYTES = 150 * 1024 * 1024;

/** Why a pack cannot be made, ever: trying again changes nothing. `code` is one of `want.ts`. */
export class CannotPack extends Error {
  override readonly name = "CannotPack";
  readonly code: "too-large" | "content-changed";
  constructor(code: CannotPack["code"]) {
    super(`evidence pack: ${code}`);
    this.code = code;
  }
}

/** The entries, in the order of the pack. As a system actor of the firm. */
export async function collect(
  clientId: string,
  read: (key: string) => Promise<Uint8Array | null>,
): Promise<PackEntry[]> {
  const firm = tenantId();
  const [review, papers, audit] = await Promise.all([
    readReview(clientId),
    DocumentRow.query.byFolder({ tenantId: firm, clientId }).begins({ folder: folderOf.kyc }).go({ pages: "all" }),
    ActivityRow.query.byClient({ tenantId: firm, clientId }).go({ pages: "all" }),
  ]);
  if (papers.data.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MAX_BYTES) throw new CannotPack("too-large");
  const records = await Promise.all(
    RECORD_KINDS.map(async (kind) => json(`records/${kind}.json`, await recordsOf(clientId, kind))),
  );
  const { matrix, discrepancyReport, documents: _, ...rest } = review;
  return [
    { path: "summary.txt", bytes: Buffer.from(summaryOf(review, papers.data)) },
    json("case.json", rest),
    json("matrix.json", matrix),
    ...(discrepancyReport === null ? [] : [text("discrepancy-report.txt", discrepancyReport)]),
    ...records,
    json(
      "activity.json",
      audit.data.map(({ id, at, action, actorKind, actorId, actorName, summary, changes }) => ({
        id,
        at,
        action,
        by: { kind: actorKind, id: actorId, name: actorName ?? null },
        summary,
        changes,
      })),
    ),
    json("documents.json", papers.data.map(described)),
    ...(await contents(papers.data, read)),
  ];
}

const text = (path: string, content: string): PackEntry => ({ path, bytes: Buffer.from(`${content}\n`) });
const json = (path: string, content: unknown): PackEntry => text(path, JSON.stringify(content, null, 1));

const pathOf = ({ id, contentType }: DocumentItem): string =>
  `documents/${id}.${TYPE_WORDS[contentType].extensions[0]}`;

const described = (row: DocumentItem) => ({
  path: pathOf(row),
  name: row.name,
  sha256: row.sha256,
  sizeBytes: row.sizeBytes,
  expiresOn: row.expiresOn ?? null,
  filedAt: row.createdAt,
  filedBy: { kind: row.byKind, id: row.byId, name: row.byName ?? null },
  openedTimes: row.opens,
});

/** The bytes of each document, as they were filed: what is not is no evidence. */
async function contents(
  papers: readonly DocumentItem[],
  read: (key: string) => Promise<Uint8Array | null>,
): Promise<PackEntry[]> {
  const entries: PackEntry[] = [];
  for (const row of papers) {
    const bytes = await read(row.key);
    if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== row.sha256)
      throw new CannotPack("content-changed");
    entries.push({ path: pathOf(row), bytes });
  }
  return entries;
}
