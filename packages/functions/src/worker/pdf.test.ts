import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Invoice } from "@practice-hub/core/invoice";
import { type StaffActor, withActor } from "@practice-hub/core/lib/actor";
import { withClock } from "@practice-hub/core/lib/clock";
import { captureLog } from "@practice-hub/core/lib/log";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import { someFirm } from "../../../core/src/firm/testing/firm.ts";
import { aClient, refusal, typed } from "../../../core/src/invoice/testing/fixture.ts";
import { textOf } from "../../../core/src/pdf/testing/poppler.ts";
import { bundle, type Bundle } from "../testing/bundle.ts";
import { drain } from "../testing/delivery.ts";
import { batch, failedIds, record } from "../testing/record.ts";

/** The worker as it is deployed: the fonts and the renderer must be found inside the bundle. */
const out = mkdtempSync(path.join(tmpdir(), "pdf-worker-"));
let held: Bundle;
let work: (event: SQSEvent) => Promise<SQSBatchResponse>;
let firm: StaffActor;
let id: string;
captureLog(() => undefined);

beforeAll(async () => {
  held = await bundle("worker/pdf.ts", out);
  ({ handler: work } = (await import(pathToFileURL(path.join(out, "pdf.mjs")).href)) as { handler: typeof work });
  firm = await someFirm();
  ({ id } = await withActor(firm, async () => Invoice.create(typed((await aClient()).id))));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const inFirm = <T>(fn: () => Promise<T>) => withActor(firm, fn);
const make = async () => failedIds(await work(batch(record("1", { tenantId: firm.tenantId, id }))));
const textAt = async (url: string) => textOf(new Uint8Array(await (await fetch(url)).arrayBuffer()));

it("makes the PDF that somebody asked for, once, and again when the invoice changed", async () => {
  await make();
  expect(await inFirm(() => Invoice.pdf(id))).toEqual({ status: "preparing" });
  expect((await drain(process.env.QUEUE_PDF_URL)).map((message) => message.id)).toContain(id);
  expect(await make()).toEqual([]);
  const first = await inFirm(() => Invoice.pdf(id));
  if (first.status !== "ready") throw new Error(first.status);
  expect(await textAt(first.url)).toContain("Draft, not to be paid yet");
  const answer = await fetch(first.url);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(answer.headers.get("content-disposition")).toMatch(/^inline; filename\*=UTF-8''INV-0001\.pdf$/);

  await inFirm(() => Invoice.approve(id, { version: 1 }));
  expect(await inFirm(() => Invoice.pdf(id))).toEqual({ status: "preparing" });
  await Promise.all([make(), make(), make()]);
  const second = await inFirm(() => Invoice.pdf(id));
  if (second.status !== "ready") throw new Error(second.status);
  expect(await textAt(second.url)).not.toContain("Draft");
  expect(new URL(second.url).pathname).not.toBe(new URL(first.url).pathname);
  expect(new URL(second.url).pathname).toContain(`/t/${firm.tenantId}/invoice/${id}/`);
});

it("says in words that storage is down, keeps the work due, and makes it when storage is back", async () => {
  await inFirm(() => Invoice.update(id, { version: 2, notes: "changed" }));
  expect(await inFirm(() => Invoice.pdf(id))).toEqual({ status: "preparing" });
  const bucket = process.env.S3_BUCKET_NAME;
  process.env.S3_BUCKET_NAME = "no-such-bucket-here";
  expect(await make()).toEqual([]);
  process.env.S3_BUCKET_NAME = bucket;
  expect(await inFirm(() => Invoice.pdf(id))).toEqual({ status: "preparing" });
  await make();
  expect((await inFirm(() => Invoice.pdf(id))).status).toBe("preparing");
  // The due time is the row's own: the sweep would find it after the wait.
  await drain(process.env.QUEUE_PDF_URL);
  const { handler: sweep } = await import("../schedule/sweep.ts");
  await withClock(() => Date.now() + 20_000, sweep);
  expect((await drain(process.env.QUEUE_PDF_URL)).map((message) => message.id)).toContain(id);
});

it("shows no other firm anything", async () => {
  const other = await someFirm();
  expect(await refusal(withActor(other, () => Invoice.pdf(id)))).toMatchObject({ kind: "not-found" });
});

it("alone holds the renderer and its fonts", async () => {
  expect(held.holds).toEqual(expect.arrayContaining(["@react-pdf/renderer", "@expo-google-fonts/ibm-plex-sans"]));
  for (const entry of ["api/index.ts", "webhook/index.ts", "worker/email.ts", "schedule/sweep.ts"])
    expect((await bundle(entry)).holds.filter((name) => /react-pdf|pdfkit|fontkit|expo-google/.test(name))).toEqual([]);
});
