/** What each bundle may hold: noise-free proof that a door stays small and that heavy things live in one place. */
import { expect, it } from "vitest";
import { bundle } from "./testing/bundle.ts";

const KB = 1024;
const packagesIn = (holds: string[]) => holds.filter((name) => !name.includes("/src/"));

it("the webhook door holds Hono, aws4fetch and a few files of ours, under 20 KB gzipped", async () => {
  const { holds, startGzBytes } = await bundle("webhook/index.ts");
  expect(packagesIn(holds)).toEqual(["aws4fetch", "hono"]);
  expect(holds.filter((name) => name.includes("/src/"))).toEqual([
    "core/src/lib/clock.ts",
    "core/src/lib/log.ts",
    "core/src/lib/secret/load.ts",
    "core/src/lib/secret/same-text.ts",
    "core/src/provider/lem-verify/signature.ts",
    "functions/src/webhook/enqueue.ts",
    "functions/src/webhook/index.ts",
    "functions/src/webhook/lemverify.ts",
    "functions/src/webhook/provider.ts",
    "functions/src/webhook/resend.ts",
    "functions/src/webhook/xero.ts",
  ]);
  expect(startGzBytes).toBeLessThan(20 * KB);
});

it("the renderer and the provider's SDK are in the mail worker, and its start stays under 400 KB gzipped", async () => {
  const { holds, startGzBytes } = await bundle("worker/email.ts");
  expect(holds).toEqual(expect.arrayContaining(["resend", "react", "@react-email/render"]));
  for (const heavy of ["tailwindcss", "prismjs", "marked", "better-auth", "svix"]) expect(holds).not.toContain(heavy);
  expect(startGzBytes).toBeLessThan(400 * KB);
});

it.each([
  ["worker/mail-event.ts", 300],
  ["schedule/sweep.ts", 120],
  ["schedule/xero-poll.ts", 120],
  ["schedule/token-refresh.ts", 120],
  ["worker/document.ts", 300],
  ["worker/lem-event.ts", 300],
  ["worker/kyc.ts", 350], // the storage's client
  ["worker/xero-event.ts", 300],
  ["worker/import.ts", 350], // the storage's client and the CSV parser
])("%s holds no renderer and no provider's SDK, and starts under %i KB gzipped", async (entry, kb) => {
  const { holds, startGzBytes } = await bundle(entry);
  for (const heavy of ["resend", "react", "react-dom", "@react-email/render", "prettier", "hono"])
    expect(holds).not.toContain(heavy);
  expect(startGzBytes).toBeLessThan(kb * KB);
});

it("the sync worker holds xero-node over our own transport, and nothing of axios", async () => {
  const { holds, startGzBytes } = await bundle("worker/xero-sync.ts");
  expect(holds).toEqual(expect.arrayContaining(["xero-node", "core/src/provider/xero/accounting/transport.ts"]));
  for (const heavy of ["axios", "openid-client", "react", "better-auth"]) expect(holds).not.toContain(heavy);
  expect(startGzBytes).toBeLessThan(340 * KB);
});

it("Google's SDK is in the worker that reads documents, in a chunk that only a reading loads", async () => {
  const { holds, startGzBytes } = await bundle("worker/extract.ts");
  expect(holds).toContain("@google/generative-ai");
  for (const heavy of ["react", "xero-node", "resend", "better-auth", "hono", "zxing-wasm", "@resvg/resvg-wasm"])
    expect(holds).not.toContain(heavy);
  expect(startGzBytes).toBeLessThan(350 * KB);
});
