/**
 * Copying what the provider keeps of a check: it deletes everything after seven days, and its addresses live five minutes. So
 * addresses are asked for and used in one go, each file is hashed as it arrives, and what failed is tried again until it is gone.
 */
import { createHash } from "node:crypto";
import { activity } from "../../activity/index.ts";
import { inspectDocument, isContentType, storeDocument } from "../../document/index.ts";
import { isoIn, nowIso } from "../../lib/clock.ts";
import { isSecureUrl } from "../../lib/config.ts";
import { VisibleError } from "../../lib/error.ts";
import { logError, logIntegration } from "../../lib/log.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { type FileLink, type FileName, lemVerify, PROVIDER } from "../../provider/lem-verify/index.ts";
import { change, set } from "../change.ts";
import type { CopiedFile, VerificationItem } from "../entity.ts";
import { backoffMs, PROVIDER_KEEPS_MS } from "../rule/due.ts";

const TIMEOUT_MS = 12_000;
const MAX_BYTES = 10 * 1024 * 1024;

const NAMES: Record<FileName, string> = {
  report: "Identity report",
  amlReport: "Screening report",
  documentFront: "Identity document, front",
  documentBack: "Identity document, back",
};

/** Copies what is not copied yet. Answers what came of it. */
export async function copyFiles(row: VerificationItem): Promise<string> {
  const { clientId, id, providerId, completedAt } = row;
  if (providerId === undefined || completedAt === undefined) {
    await change(clientId, id, (current) => set(current, { filesAt: undefined }));
    return "no-files";
  }
  const copied: CopiedFile[] = [];
  let failure: string | undefined;
  try {
    const links = await lemVerify(row.tenantId).files(providerId);
    if (links.length === 0) failure = "no-files-yet";
    const missing = links.filter((link) => !row.files.some(({ name }) => name === link.name));
    for (const link of missing)
      try {
        copied.push(await copy(row, link));
      } catch (error) {
        // The others are not kept waiting: the provider deletes them, too.
        failure ??= reasonOf(error);
      }
  } catch (error) {
    failure = reasonOf(error);
  }
  await note(row, copied, failure);
  return failure ?? "copied";
}

/** One file: fetched, looked at by its bytes, filed. The same file of the same check is one document, however often we come. */
async function copy({ clientId, id }: VerificationItem, { name, url }: FileLink): Promise<CopiedFile> {
  const bytes = await download(url);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const contentType = await typeOf(bytes);
  const stored = await storeDocument({
    id: documentId(id, name),
    clientId,
    kind: "kyc",
    name: NAMES[name],
    contentType,
    body: bytes,
  });
  return { name, documentId: stored.id, sha256, sizeBytes: bytes.byteLength, at: nowIso() };
}

async function typeOf(bytes: Uint8Array) {
  const { fileTypeFromBuffer } = await import("file-type");
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  return inspectDocument(bytes, isContentType(found) ? found : "application/pdf");
}

/** The address is the provider's word: no redirect, no plain http, bounded in time and size. Never logged: it is a key. */
async function download(url: string): Promise<Uint8Array> {
  if (!isSecureUrl(url)) throw new ProviderError("contract", { provider: PROVIDER });
  const started = performance.now();
  const done = (outcome: string, status?: number) =>
    logIntegration(PROVIDER, "download", { outcome, status, ms: Math.round(performance.now() - started) });
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new ProviderError("unavailable", { provider: PROVIDER, status: answer.status });
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) throw new ProviderError("contract", { provider: PROVIDER, status: answer.status });
      chunks.push(chunk);
    }
    done("ok", answer.status);
    return Buffer.concat(chunks);
  } catch (error) {
    done("failed", error instanceof ProviderError ? error.details.status : undefined);
    throw error instanceof ProviderError
      ? error
      : new ProviderError("unavailable", { provider: PROVIDER, cause: error });
  }
}

/** Crockford's alphabet, of ids. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Always the same id for the same file: the check's own time, then a hash. */
function documentId(checkId: string, name: FileName): string {
  const hash = createHash("sha256").update(`${checkId}/${name}`).digest();
  const rest = [...hash.subarray(0, 16)].map((byte) => ALPHABET[byte % 32]).join("");
  return `doc_${checkId.slice("kyc_".length, "kyc_".length + 10)}${rest}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof ProviderError) return error.details.providerCode ?? error.kind;
  if (error instanceof VisibleError) return error.code;
  throw error;
}

/** Writes down what is there now, and when to come again. */
async function note(row: VerificationItem, copied: readonly CopiedFile[], failure: string | undefined): Promise<void> {
  const { clientId, id, completedAt = nowIso() } = row;
  const next = isoIn(backoffMs(row.filesTries));
  const lost = failure !== undefined && Date.parse(next) > Date.parse(completedAt) + PROVIDER_KEEPS_MS;
  const about = { entityType: "kyc", entityId: id, clientId };
  if (lost)
    logError("the provider's files could not be copied before it deletes them", new Error(failure), { entityId: id });
  const audit = lost
    ? [
        activity({
          ...about,
          action: "kyc.files-lost",
          summary: "LEM Verify's report could not be copied within 7 days. Keep other evidence of this check.",
        }),
      ]
    : copied.length > 0
      ? [
          activity({
            ...about,
            action: "kyc.files-copied",
            summary: `${copied.length} files of the identity check copied, each with its hash`,
          }),
        ]
      : [];
  await change(
    clientId,
    id,
    (current) =>
      set(current, {
        files: [...current.files, ...copied.filter(({ name }) => !current.files.some((file) => file.name === name))],
        filesState: failure === undefined ? "copied" : lost ? "lost" : "wanted",
        filesTries: failure === undefined ? 0 : current.filesTries + 1,
        filesAt: failure === undefined || lost ? undefined : next,
        lastError: failure ?? current.lastError,
      }),
    () => audit,
  );
}
