/**
 * Making one wanted PDF: claim the row, print the record as it is now, store the bytes, say so. Whatever is repeated or
 * killed half way does no harm: the same state of a record has the same key. The printers are given by the worker, the one
 * place that knows every kind.
 */
import { createHash } from "node:crypto";
import type { ReactElement } from "react";
import { isoIn, MINUTE_MS, nowIso, SECOND_MS } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { log, logError } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, TransactionRefused, write } from "../lib/table/transact.ts";
import { uploadToS3 } from "../provider/storage/index.ts";
import { type PdfItem, type PdfKind, PdfRow } from "./entity.ts";
import { renderPdf } from "./render.ts";
import { PDF_QUEUE, rowOf } from "./want.ts";

/** A record as a document of the kit; `version` names the state it shows and is part of the file's key. */
export interface Printed {
  version: string;
  document: ReactElement;
}
export type Printers = Readonly<Record<PdfKind, ((id: string) => Promise<Printed>) | null>>;

export type Made = "made" | "not-due" | "later" | "failed" | "again";

/** Longer than one PDF takes: a worker that dies leaves the row due when its lease ends. */
const LEASE_MS = MINUTE_MS;
/** After attempt n, wait this long; after the last it is given up, until somebody asks again. */
const BACKOFF_MS = [15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS];

/** Where a record's PDF is kept: the tenant, the kind and the state it shows (R6). */
export const pdfKey = (row: Pick<PdfItem, "tenantId" | "kind" | "id">, version: string): string =>
  `t/${row.tenantId}/${row.kind}/${row.id}/${version}.pdf`;

/** Makes a PDF if it is wanted and due; otherwise does nothing. Throws only for a table that does not answer. */
export async function make({ tenantId, id }: { tenantId: string; id: string }, printers: Printers): Promise<Made> {
  const row = await claim(tenantId, id);
  if (!row) return "not-due";
  if (row.attempts > BACKOFF_MS.length + 1) return giveUp(row, "exhausted");
  try {
    const print = printers[row.kind];
    if (!print) return await giveUp(row, "no-printer");
    const { version, document } = await print(id);
    const body = await renderPdf(document);
    const key = pdfKey(row, version);
    await uploadToS3({ key, body, contentType: "application/pdf" });
    return await finish(row, { version, key, sizeBytes: body.byteLength, sha256: sha256(body) });
  } catch (error) {
    if (error instanceof VisibleError) return giveUp(row, error.code);
    logError("pdf not made", error, { entity: row.kind, entityId: id, attempt: row.attempts });
    return error instanceof ProviderError ? postpone(row, error) : giveUp(row, "render-failed");
  }
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Takes the row for a minute. Null when nothing is wanted, it is not due yet, or another worker was faster. */
async function claim(tenantId: string, id: string): Promise<PdfItem | null> {
  const row = await rowOf({ tenantId, id });
  if (row?.status !== "wanted" || (row.nextAttemptAt ?? "") > nowIso()) return null;
  const attempts = row.attempts + 1;
  const nextAttemptAt = isoIn(LEASE_MS);
  const patch = PdfRow.patch({ tenantId, id }).set({
    attempts,
    nextAttemptAt,
    ...dueKeys(PDF_QUEUE, nextAttemptAt, id),
  });
  return (await held(row, patch)) ? { ...row, attempts, nextAttemptAt } : null;
}

const NO_LONGER_DUE = ["gsi2pk", "gsi2sk", "nextAttemptAt"] as const;

async function finish(
  row: PdfItem,
  file: { version: string; key: string; sha256: string; sizeBytes: number },
): Promise<Made> {
  const patch = PdfRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({ ...file, status: "ready", madeAt: nowIso() })
    .remove([...NO_LONGER_DUE, "failedAt", "lastErrorCode"]);
  // Refused: the record changed meanwhile and another was wanted, which is still due.
  return (await held(row, patch)) ? "made" : "again";
}

async function postpone(row: PdfItem, error: ProviderError): Promise<Made> {
  const backoff = BACKOFF_MS[row.attempts - 1];
  if (backoff === undefined) return giveUp(row, error.kind);
  const nextAttemptAt = isoIn(backoff);
  const patch = PdfRow.patch({ tenantId: row.tenantId, id: row.id }).set({
    nextAttemptAt,
    lastErrorCode: error.kind,
    ...dueKeys(PDF_QUEUE, nextAttemptAt, row.id),
  });
  return (await held(row, patch)) ? "later" : "again";
}

async function giveUp(row: PdfItem, code: string): Promise<Made> {
  const patch = PdfRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({ status: "failed", failedAt: nowIso(), lastErrorCode: code })
    .remove([...NO_LONGER_DUE]);
  log("warn", "pdf given up", { entity: row.kind, entityId: row.id, code, attempt: row.attempts });
  return (await held(row, patch)) ? "failed" : "again";
}

/** Whether the write held: it does while the wish and the attempt are the ones that were read. */
async function held(row: PdfItem, patch: Patch): Promise<boolean> {
  try {
    await transact([
      write(patch.where((attr, is) => `${is.eq(attr.wanted, row.wanted)} AND ${is.eq(attr.attempts, row.attempts)}`)),
    ]);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}

type Patch = Pick<ReturnType<ReturnType<typeof PdfRow.patch>["set"]>, "where">;
