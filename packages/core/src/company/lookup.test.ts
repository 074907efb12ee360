import { afterAll, beforeEach, expect, it } from "vitest";
import { asked, closeWorld, freshNumber, incident, staffOf } from "./testing/world.ts";
import { withActor } from "../lib/actor.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, withClock } from "../lib/clock.ts";
import type { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { Company } from "./index.ts";
import { takeLease } from "./lease.ts";
import { Company as Shape } from "./schema.ts";

let tenantId: string;
let aheadMs: number;
beforeEach(() => {
  tenantId = newId("firm");
  aheadMs = 0;
  incident();
  asked();
});
afterAll(closeWorld);

const inFirm = <T>(fn: () => T): T =>
  withClock(
    () => Date.now() + aheadMs,
    () => withActor(staffOf(tenantId), fn),
  );
const lookup = (number: string, options?: { refresh?: boolean }) => inFirm(() => Company.lookup(number, options));
const codeOf = (number: string) =>
  lookup(number).then(
    () => "found",
    (error: VisibleError) => error.code,
  );
const log = async () =>
  (await inFirm(() => Company.activity({ limit: 100 }))).items.map((row) => `${row.action} ${row.errorCode ?? "ok"}`);

it("gives Tesco PLC for 445790, with its officers and office", async () => {
  const company = await lookup("445790");
  expect(Shape.parse(company)).toEqual(company);
  expect(company).toMatchObject({
    companyName: "TESCO PLC",
    companyNumber: "00445790",
    companyType: "plc",
    companyStatus: "active",
    incorporatedOn: "1947-11-27",
    sicCodes: ["47110"],
    registeredOffice: {
      addressLine1: "Tesco House, Shire Park",
      addressLine2: "Kestrel Way",
      city: "Welwyn Garden City",
      postcode: "AL7 1GA",
      country: "United Kingdom",
    },
    accounts: { yearEnd: "02-28", overdue: false },
    source: "register",
    peopleComplete: true,
  });
  expect(company.directors).toHaveLength(53);
  expect(company.directors.slice(0, 13).every((officer) => officer.isActive)).toBe(true);
  expect(company.directors.at(-1)?.isActive).toBe(false);
});

it("reads every page of a long list", async () => {
  const company = await lookup("OC312345");
  expect(company.directors).toHaveLength(130);
  expect(new Set(company.directors.map((officer) => officer.id)).size).toBe(130);
  expect(asked().filter((path) => path.endsWith("/officers"))).toHaveLength(2);
  expect((await inFirm(() => Company.usage())).limit.shareUsed).toBe(5);
});

it("spends no call on lists that the profile does not link", async () => {
  expect(await lookup("LP003456")).toMatchObject({ directors: [], pscs: [], pscStatements: [] });
  expect(asked()).toEqual(["/company/LP003456"]);
});

it.each(["10987654", "11098765"])("takes both forms of an empty list as nobody on record (%s)", async (number) => {
  expect(await lookup(number)).toMatchObject({ directors: [], pscs: [], peopleComplete: true });
});

it("says why a company names nobody in control", async () => {
  expect((await lookup("OC312345")).pscStatements).toEqual([
    { statement: "no-individual-or-entity-with-signficant-control", notifiedOn: "2016-04-06", ceasedOn: null },
  ]);
});

it("serves from the cache for 24 hours, then asks again", async () => {
  const number = freshNumber();
  const first = await lookup(number);
  aheadMs = DAY_MS - MINUTE_MS;
  expect(await lookup(number)).toEqual({ ...first, source: "cache" });
  expect(asked()).toHaveLength(3);
  aheadMs = DAY_MS + MINUTE_MS;
  expect((await lookup(number)).source).toBe("register");
  expect(asked()).toHaveLength(3);
});

it("shares the cache between firms, and counts each firm's own use", async () => {
  const number = freshNumber();
  await lookup(number);
  const other = newId("firm");
  const theirs = await withActor(staffOf(other), () => Company.lookup(number));
  expect(theirs.source).toBe("cache");
  expect(asked()).toHaveLength(3);
  const usage = (firm: string) => withActor(staffOf(firm), () => Company.usage());
  expect(await usage(tenantId)).toMatchObject({
    limit: { shareUsed: 3, shareLimit: 200, limit: 600, heldUntil: null },
    cache: { hits: 0, misses: 1, hitRate: 0 },
    lookups: { succeeded: 1, failed: 0 },
    breaker: { state: "closed" },
  });
  expect(await usage(other)).toMatchObject({ limit: { shareUsed: 0 }, cache: { hits: 1, misses: 0, hitRate: 1 } });
});

it("asks again when refreshed", async () => {
  const number = freshNumber();
  await lookup(number);
  asked();
  expect((await lookup(number, { refresh: true })).source).toBe("register");
  expect(asked()).toHaveLength(3);
});

it("remembers for an hour that there is no such company", async () => {
  const number = "99887766";
  expect(await codeOf(number)).toBe("company.not-found");
  aheadMs = HOUR_MS - MINUTE_MS;
  expect(await codeOf(number)).toBe("company.not-found");
  expect(asked()).toHaveLength(1);
  aheadMs = HOUR_MS + MINUTE_MS;
  expect(await codeOf(number)).toBe("company.not-found");
  expect(asked()).toHaveLength(1);
  expect(await log()).toEqual([
    "lookup company.not-found",
    "cache_miss company.not-found",
    "cache_hit company.not-found",
    "lookup company.not-found",
    "cache_miss company.not-found",
  ]);
});

it("gives what the register said up to seven days ago when it does not answer, and says so", async () => {
  const number = freshNumber();
  const first = await lookup(number);
  incident({ status: 503 });
  aheadMs = 2 * DAY_MS;
  expect(await lookup(number)).toEqual({ ...first, source: "stale" });
  aheadMs = 7 * DAY_MS + MINUTE_MS;
  expect(await codeOf(number)).toBe("company.unavailable");
  expect((await log()).slice(0, 2)).toEqual(["lookup company.unavailable", "cache_miss company.unavailable"]);
});

it("continues where a failed attempt stopped", async () => {
  const number = freshNumber();
  incident({ path: "/officers", status: 502 });
  expect(await codeOf(number)).toBe("company.unavailable");
  incident();
  asked();
  expect((await lookup(number)).directors).toHaveLength(3);
  expect(asked()).toEqual([`/company/${number}/officers`]);
});

it("costs one set of calls when twenty want the same company at once, in one firm or in many", async () => {
  const number = freshNumber();
  incident({ latencyMs: 100 });
  const firms = Array.from({ length: 20 }, (_, i) => (i % 2 ? tenantId : newId("firm")));
  const companies = await Promise.all(firms.map((firm) => withActor(staffOf(firm), () => Company.lookup(number))));
  expect(new Set(companies.map((company) => company.directors.length))).toEqual(new Set([3]));
  expect(asked()).toHaveLength(3);
});

it("costs one attempt when twenty want a company while the register is down, and each is told", async () => {
  const number = freshNumber();
  incident({ status: 503, latencyMs: 100 });
  const firms = Array.from({ length: 20 }, (_, i) => (i % 2 ? tenantId : newId("firm")));
  const codes = await Promise.all(
    firms.map((firm) =>
      withActor(staffOf(firm), () => Company.lookup(number).catch((error: VisibleError) => error.code)),
    ),
  );
  expect(codes).toEqual(Array.from({ length: 20 }, () => "company.unavailable"));
  // One attempt is the call and its one retry.
  expect(asked()).toHaveLength(2);
});

it("takes over from an asker that died, once its lease has run out", async () => {
  const number = freshNumber();
  await takeLease(number, "an asker that died");
  const from = Date.now();
  const fast = () => from + (Date.now() - from) * 20;
  const started = performance.now();
  const company = await withClock(fast, () => withActor(staffOf(tenantId), () => Company.lookup(number)));
  expect(company.source).toBe("register");
  expect(performance.now() - started).toBeGreaterThan(400);
});

it("refuses a malformed number without asking anyone", async () => {
  expect(await codeOf("not a number")).toBe("company.number-invalid");
  expect(asked()).toEqual([]);
  expect(await log()).toEqual([]);
});

it("writes the log for its firm only, newest first, page by page", async () => {
  const number = freshNumber();
  await lookup(number);
  await lookup(number);
  const first = await inFirm(() => Company.activity({ limit: 2 }));
  expect(first.items.map((row) => row.action)).toEqual(["cache_hit", "lookup"]);
  expect(first.items[0]).toMatchObject({
    companyNumber: number,
    success: true,
    userId: expect.stringMatching(/^usr_/),
  });
  const rest = await inFirm(() => Company.activity({ limit: 2, cursor: first.nextCursor ?? "" }));
  expect(rest.items.map((row) => row.action)).toEqual(["cache_miss"]);
  const theirs = await withActor(staffOf(newId("firm")), () => Company.activity({ limit: 10 }));
  expect(theirs.items).toEqual([]);
});

it("is refused to people of the portal, and open to our own jobs working for a firm", async () => {
  const portal = { kind: "portal", tenantId, userId: "u", name: "n", email: "e@x.example", clientIds: [] } as const;
  await expect(withActor(portal, () => Company.lookup("445790"))).rejects.toMatchObject({ code: "actor.staff-only" });
  const job = { kind: "system", name: "recheck", tenantId } as const;
  expect((await withActor(job, () => Company.lookup("445790"))).companyNumber).toBe("00445790");
});

it("searches by name, page by page, and asks once for the same search", async () => {
  const search = (q: string, cursor?: string) => inFirm(() => Company.search(q, { limit: 20, cursor }));
  const hits = await search("rowan daughters");
  expect(hits).toMatchObject({
    total: 1,
    nextCursor: null,
    items: [{ companyNumber: "09134567", companyStatus: "active" }],
  });
  await search("Rowan Daughters");
  expect(asked()).toHaveLength(1);
  const many = await search("sample trading");
  expect([many.items.length, many.total, many.nextCursor]).toEqual([20, 10_000, "20"]);
  expect((await search("sample trading", "20")).items[0]?.companyNumber).toBe("13000020");
  expect((await search("sample trading", "980")).nextCursor).toBeNull();
  await expect(search("sample trading", "1000")).rejects.toMatchObject({ code: "cursor.invalid" });
  await expect(search("sample trading", "x")).rejects.toMatchObject({ code: "cursor.invalid" });
  expect((await search("no such name anywhere")).items).toEqual([]);
});
