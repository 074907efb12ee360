/** Asking for a PDF: a due row and a nudge; and the link to it once it is made. */
import { isoIn, now, nowIso, SECOND_MS } from "../lib/clock.ts";
import { newUlid } from "../lib/id.ts";
import { nudge } from "../lib/queue.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { type PdfItem, type PdfKind, PdfRow } from "./entity.ts";
import type { PdfLink } from "./schema.ts";

/** The queue whose worker makes PDFs. */
export const PDF_QUEUE = "pdf";

/** A record of the actor's firm, and the state of it that the PDF must show. */
export interface PdfOf {
  tenantId: string;
  kind: PdfKind;
  /** The record's id. */
  id: string;
}

/** R6: 60 to 120 seconds after the check. */
const LINK_S = 120;
/** After a failure, the next one who asks has it tried again, but not each second. */
const TRY_AGAIN_MS = 30 * SECOND_MS;

/** The write that has the record's PDF made, for a caller's transaction; afterwards `nudgePdf`. */
export function wantPdf({ tenantId, kind, id }: PdfOf): TransactItem {
  const at = nowIso();
  return write(
    PdfRow.upsert({
      tenantId,
      id,
      kind,
      status: "wanted",
      wanted: newUlid(),
      attempts: 0,
      nextAttemptAt: at,
      ...dueKeys(PDF_QUEUE, at, id),
    }),
  );
}

/** Says "make this now". Never throws: the row is due, and the sweep finds it. */
export const nudgePdf = ({ tenantId, id }: Pick<PdfOf, "tenantId" | "id">): Promise<void> =>
  nudge(PDF_QUEUE, { tenantId, id });

/** The row of a record's PDF; null when none was ever wanted. One request. */
export async function rowOf({ tenantId, id }: Pick<PdfOf, "tenantId" | "id">): Promise<PdfItem | null> {
  const { data } = await PdfRow.get({ tenantId, id }).go({ consistent: true });
  return data;
}

/**
 * The PDF that shows `version` of a record: a link for two minutes when it is made (`opened` are the writes that record
 * it), otherwise it is made now. The caller has checked who asks. Two requests when it is there, two and a nudge when not.
 */
export async function linkTo(
  of: PdfOf,
  { version, fileName, opened }: { version: string; fileName: string; opened: () => TransactItem[] },
): Promise<PdfLink> {
  const row = await rowOf(of);
  if (row?.version === version && row.key !== undefined) {
    await transact(opened());
    // S3's client is large, and most requests to this door need none.
    const { getSignedUrl } = await import("../provider/storage/index.ts");
    const url = await getSignedUrl(row.key, LINK_S, { contentType: "application/pdf", fileName, inline: true });
    return { status: "ready", url, expiresAt: isoIn(LINK_S * SECOND_MS), sizeBytes: row.sizeBytes ?? 0 };
  }
  if (row?.status === "failed" && Date.parse(row.failedAt ?? "") > now() - TRY_AGAIN_MS)
    return { status: "failed", reason: "The PDF could not be made. Try again in a minute." };
  const underway = row?.status === "wanted";
  if (!underway) await transact([wantPdf(of)]);
  if (!underway || (row.nextAttemptAt ?? "") <= nowIso()) await nudgePdf(of);
  return { status: "preparing" };
}
