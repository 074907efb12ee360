import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startCompaniesHouse } from "./index.ts";
import { written } from "./data/index.ts";

let sandbox: Awaited<ReturnType<typeof startCompaniesHouse>>;
let key: string;
let keys = 0;
beforeAll(async () => {
  sandbox = await startCompaniesHouse({ name: "companies-house", port: 0, dataDir: null });
});
beforeEach(() => {
  key = `sandbox-${(keys += 1)}`;
});
afterAll(() => sandbox.close());

const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:`).toString("base64")}` });
const get = (path: string, headers: Record<string, string> = basic(key)) => fetch(sandbox.url + path, { headers });
const json = async (path: string) => (await (await get(path)).json()) as Record<string, unknown>;
const list = async (path: string) =>
  (await json(path)) as { total_results: number; items_per_page: number; items: Record<string, unknown>[] };

it("refuses without a key, with another's, and in the provider's own words", async () => {
  const none = await get("/company/00445790", {});
  expect([none.status, await none.json()]).toEqual([401, { error: "Empty Authorization header", type: "ch:service" }]);
  for (const authorization of [`Bearer ${key}`, basic("live-key").authorization, "Basic !!"]) {
    const wrong = await get("/company/00445790", { authorization });
    expect([wrong.status, await wrong.json()]).toEqual([401, { error: "Invalid Authorization", type: "ch:service" }]);
  }
});

it("knows more than thirty companies of every sort, each by its own number", async () => {
  expect(written.length).toBeGreaterThanOrEqual(30);
  expect(new Set(written.map((record) => record.number)).size).toBe(written.length);
  const sorts = (of: (record: (typeof written)[number]) => unknown) => new Set(written.map(of));
  expect([...sorts((record) => record.status ?? "active")]).toEqual(
    expect.arrayContaining(["active", "dissolved", "liquidation", "administration", "voluntary-arrangement"]),
  );
  expect([...sorts((record) => record.number.slice(0, 2))]).toEqual(
    expect.arrayContaining(["SC", "OC", "NI", "SL", "SO", "R0", "IP", "RS", "FC", "OE", "LP"]),
  );
  for (const { number } of written) expect((await json(`/company/${number}`)).company_number).toBe(number);
});

it("gives due dates that lie ahead, except where accounts are overdue", async () => {
  const today = new Date().toISOString().slice(0, 10);
  const due = async (number: string) =>
    (await json(`/company/${number}`)).accounts as { next_due: string; overdue: boolean };
  expect((await due("09134567")).next_due >= today).toBe(true);
  const late = await due("11457812");
  expect([late.overdue, late.next_due < today]).toEqual([true, true]);
});

it("pages officers by 35 unless told, and never more than 100", async () => {
  const first = await list("/company/OC312345/officers");
  expect([first.total_results, first.items_per_page, first.items.length]).toEqual([130, 35, 35]);
  expect((await list("/company/OC312345/officers?items_per_page=500")).items).toHaveLength(100);
  expect((await list("/company/OC312345/officers?items_per_page=100&start_index=100")).items).toHaveLength(30);
  expect((await list("/company/OC312345/officers?filter=active")).total_results).toBe(72);
  const dates = (await list("/company/00445790/officers?order_by=appointed_on&items_per_page=10")).items.map(
    (one) => one.appointed_on,
  );
  expect(dates).toEqual(dates.toSorted((a, b) => String(b).localeCompare(String(a))));
});

it("shows protected, corporate and ceased persons with significant control as the register does", async () => {
  const [protectedOne] = (await list("/company/09876543/persons-with-significant-control")).items;
  expect(protectedOne).toMatchObject({ kind: "super-secure-person-with-significant-control" });
  expect(protectedOne).not.toHaveProperty("name");
  const [corporate] = (await list("/company/07654321/persons-with-significant-control")).items;
  expect(corporate).toMatchObject({
    kind: "corporate-entity-person-with-significant-control",
    identification: { registration_number: "06543210" },
  });
  expect((await json("/company/00445790")).links).not.toHaveProperty("persons_with_significant_control");
});

it("answers an unknown company with 404 in three forms, an empty list in two, a malformed number with 500", async () => {
  const bodies = new Set<string>();
  for (let n = 0; n < 20; n += 1) {
    const missing = await get(`/company/${99_000_000 + n}`);
    expect(missing.status).toBe(404);
    const text = await missing.text();
    bodies.add(text === "" ? "empty" : Object.keys(JSON.parse(text) as object).join());
  }
  expect(bodies).toEqual(new Set(["empty", "errors", "timestamp,message,request_id"]));
  expect((await get("/company/10987654/persons-with-significant-control")).status).toBe(404);
  expect((await list("/company/11098765/persons-with-significant-control")).items).toEqual([]);
  expect((await get("/company/..%2Fsearch")).status).toBe(500);
});

it("finds companies by the beginnings of words and by number, without accents, up to a thousand", async () => {
  const names = async (q: string) =>
    (await list(`/search/companies?q=${encodeURIComponent(q)}`)).items.map((hit) => hit.title);
  expect(await names("rowan daugh")).toEqual(["ROWAN & DAUGHTERS LTD"]);
  expect(await names("lefevre")).toEqual(["ÉTABLISSEMENTS LEFÈVRE & FILS S.À R.L."]);
  expect((await names("00445790"))[0]).toBe("TESCO PLC");
  expect(await names("")).toEqual([]);
  expect((await list("/search/companies?q=sample+trading&start_index=980")).items).toHaveLength(20);
  expect((await get("/search/companies?q=sample+trading&start_index=1000")).status).toBe(416);
});

it("counts 600 requests a key in a window of five minutes, tells what is left, and then says 429 without Retry-After", async () => {
  const answers = [];
  for (let n = 0; n < 601; n += 1) answers.push(await get("/company/LP003456"));
  const remaining = (answer: Response | undefined) => answer?.headers.get("x-ratelimit-remain");
  expect([remaining(answers[0]), remaining(answers[599]), answers[599]?.status]).toEqual(["599", "0", 200]);
  const last = answers[600];
  expect([last?.status, last?.headers.get("retry-after"), last?.headers.get("x-ratelimit-window")]).toEqual([
    429,
    null,
    "5m",
  ]);
  const leftS = Number(last?.headers.get("x-ratelimit-reset")) - Date.now() / 1000;
  expect(leftS).toBeGreaterThan(200);
  expect(leftS).toBeLessThanOrEqual(301);
  expect((await get("/company/LP003456", basic(`${key}-another`))).status).toBe(200);
});

it("tells tests what was asked, and people what there is, without a key", async () => {
  await get("/company/SC123456");
  const state = (await (await get("/__state", {})).json()) as {
    requests: { path: string; at: number; status: number }[];
  };
  expect(state.requests.at(-1)).toMatchObject({ path: "/company/SC123456", status: 200, method: "GET" });
  expect(await (await get("/?q=rowan", {})).text()).toContain("ROWAN &amp; DAUGHTERS LTD");
  expect(await (await get("/__company/07890123", {})).text()).toContain("LANTERN STREET CAFÉ LIMITED");
  expect(await (await get("/?q=%3Cscript%3E", {})).text()).not.toContain("<SCRIPT>");
});

it("plays scripted incidents, for as many requests as it is told", async () => {
  const script = (body: object) => fetch(`${sandbox.url}/__scenario`, { method: "POST", body: JSON.stringify(body) });
  await script([{ status: 502, times: 1, path: "/officers" }]);
  expect((await get("/company/00445790")).status).toBe(200);
  expect((await get("/company/00445790/officers")).status).toBe(502);
  expect((await get("/company/00445790/officers")).status).toBe(200);
  await script({ redirectTo: "http://169.254.169.254/" });
  expect((await fetch(`${sandbox.url}/company/00445790`, { headers: basic(key), redirect: "manual" })).status).toBe(
    302,
  );
  await script({ hugeBytes: 3_000_000 });
  expect((await (await get("/company/00445790")).arrayBuffer()).byteLength).toBe(3_000_000);
  expect((await script({ status: 200 })).status).toBe(400);
  await script({});
  expect((await get("/company/00445790")).status).toBe(200);
});
