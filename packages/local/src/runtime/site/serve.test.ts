import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAssembly } from "../../../../../infra/assembly.ts";
import { Model } from "../../../../../infra/template.ts";
import { openFront, type Front } from "../gateway/front.ts";
import { jsonAnswer } from "../gateway/response.ts";
import { sitePolicy } from "./policy.ts";
import { createSite } from "./serve.ts";

const outside = mkdtempSync(path.join(tmpdir(), "practice-hub-site-"));
let front: Front;
beforeAll(async () => {
  const folder = path.join(outside, "site");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  writeFileSync(path.join(folder, "index.html"), "<h1>home</h1>");
  writeFileSync(path.join(folder, ".env"), "hidden");
  writeFileSync(path.join(folder, "assets", "app-1a2b.js"), "1");
  writeFileSync(path.join(outside, "secret.txt"), "outside");
  const site = new Model(await loadAssembly({ stage: "local" })).site();
  if (!site) throw new Error("the templates have no site");
  front = await openFront(
    0,
    { local: async () => jsonAnswer(200, {}), site: createSite(folder, sitePolicy(site, "http://127.0.0.1:9000")) },
    () => undefined,
  );
});
afterAll(async () => {
  await front.close(0);
  rmSync(outside, { recursive: true });
});
const get = (url: string, init?: RequestInit) => fetch(front.url + url, init);

it("a page of the app is index.html, asked for again each time, under the template's headers", async () => {
  for (const url of ["/", "/client-hub/clients", "/client-hub/clients?cursor=a.b"]) {
    const page = await get(url);
    expect([page.status, await page.text(), page.headers.get("cache-control")]).toEqual([
      200,
      "<h1>home</h1>",
      "no-cache",
    ]);
    expect(page.headers.get("content-security-policy")).toMatch(/connect-src 'self' http:\/\/127\.0\.0\.1:9000;/);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await get(url, { headers: { "if-none-match": page.headers.get("etag") ?? "" } })).status).toBe(304);
  }
});

it("an asset is kept for ever, and one that is gone is not a page", async () => {
  const asset = await get("/assets/app-1a2b.js");
  expect([asset.headers.get("content-type"), asset.headers.get("cache-control")]).toEqual([
    "text/javascript; charset=utf-8",
    "public, max-age=31536000, immutable",
  ]);
  expect((await get("/assets/app-gone.js")).status).toBe(404);
});

it("only GET and HEAD are answered", async () => {
  const head = await get("/", { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "13", ""]);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) expect((await get("/", { method })).status).toBe(403);
});

it.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/..%5csecret.txt",
  "/.env",
  "/a%00.js",
  "/%zz.js",
  "//etc/passwd.txt",
])("%s leads nowhere", async (url) => {
  const answer = await raw(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 (404|200) /);
  expect(answer).not.toMatch(/outside|hidden|root:/);
});

/** fetch would tidy the path before it sends it. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(front.port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => (answer += chunk));
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}
