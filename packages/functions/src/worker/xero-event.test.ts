import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { claimGuard } from "../../../core/src/lib/table/guard.ts";
import { DAY_MS, withClock } from "@practice-hub/core/lib/clock";
import { VisibleError } from "@practice-hub/core/lib/error";
import { newId } from "@practice-hub/core/lib/id";
import { dueRows } from "@practice-hub/core/lib/table/due";
import { transact } from "@practice-hub/core/lib/table/transact";
import { countsOf } from "../../../core/src/event-count/index.ts";
import { type EventItem, EventRow } from "../../../core/src/webhook/entity.ts";
import { NO_FIRM } from "@practice-hub/core/webhook/schema";
import { batch, failedIds, record } from "../testing/record.ts";
import { handler } from "./xero-event.ts";

const uuid = () => crypto.randomUUID();
const message = (body: string | Buffer) => ({
  provider: "xero",
  id: newId("del"),
  receivedAt: new Date().toISOString(),
  body: Buffer.from(body).toString("base64"),
});
const deliver = async (body: string | Buffer) => failedIds(await handler(batch(record("1", message(body)))));

const event = (tenantId: string, over: object = {}) => ({
  resourceUrl: "https://api.xero.com/api.xro/2.0/Invoices/x",
  resourceId: uuid(),
  tenantId,
  tenantType: "ORGANISATION",
  eventCategory: "INVOICE",
  eventType: "UPDATE",
  eventDateUtc: "2026-11-23T10:15:30.123",
  ...over,
});
const delivered = (events: unknown[]) =>
  JSON.stringify({ events, firstEventSequence: 1, lastEventSequence: 1, entropy: "x" });

const firmOf = new Map<string, string>();
const taken = () => new VisibleError("conflict", "taken", "Taken.");
async function organisation(): Promise<string> {
  const [value, tenantId] = [uuid(), newId("firm")];
  firmOf.set(value, tenantId);
  await transact([claimGuard({ tenantId: NO_FIRM, kind: "xero-organisation", value }, tenantId, taken)]);
  return value;
}
const rowsOf = async (tenantId: string): Promise<EventItem[]> =>
  (await EventRow.query.byId({ tenantId }).go({ pages: "all" })).data;
const firm = (organisationId: string) => firmOf.get(organisationId) ?? "";

let seven: string[] = [];
beforeAll(async () => {
  seven = [...(await Promise.all(Array.from({ length: 5 }, organisation))), uuid(), uuid()];
});

it("splits 100 events of 7 organisations, 2 of them unknown: each firm gets its own, each event once, and nothing of a neighbour", async () => {
  const events = Array.from({ length: 100 }, (_, n) => event(seven[n % 7] ?? ""));
  const again = [...events, ...events.toReversed()];
  for (const body of [delivered(events), delivered(events), delivered(again)]) expect(await deliver(body)).toEqual([]);
  for (const one of seven.slice(0, 5)) {
    const [rows, wanted] = [await rowsOf(firm(one)), events.filter((each) => each.tenantId === one)];
    expect(rows.map((row) => row.resourceId).toSorted()).toEqual(wanted.map((each) => each.resourceId).toSorted());
    for (const row of rows) {
      expect(row).toMatchObject({
        state: "received",
        processed: false,
        xeroTenantId: one,
        eventDateUtc: "2026-11-23T10:15:30.123Z",
      });
      expect(row.rawPayload).toEqual(wanted.find((each) => each.resourceId === row.resourceId));
    }
    expect((await countsOf(firm(one), 3)).map((day) => day.webhook)).toEqual([0, 0, wanted.length]);
  }
  const unknown = (await rowsOf(NO_FIRM)).filter((row) => seven.slice(5).includes(row.xeroTenantId));
  expect(unknown).toHaveLength(28);
  expect(new Set(unknown.map((row) => `${row.state} ${row.code}`))).toEqual(
    new Set(["quarantined unknown-organisation"]),
  );
  const due = await dueRows("xero-sync", 20_000);
  expect(due.filter((row) => row.tenantId === firm(seven[0] ?? ""))).toHaveLength(15);
});

it("keeps a category it does not know and ignores it, and takes the provider's own id where there is one", async () => {
  const one = await organisation();
  const events = [
    event(one, { eventCategory: "SUBSCRIPTION" }),
    event(one, { eventCategory: "QUOTE", eventType: "DELETE" }),
    event(one, { eventId: "evt-1" }),
    event(one, { eventId: "evt-1", resourceId: uuid() }),
  ];
  expect(await deliver(delivered(events))).toEqual([]);
  const states = (await rowsOf(firm(one))).map((row) => `${row.eventCategory} ${row.state} ${row.code ?? ""}`);
  expect(states.toSorted()).toEqual([
    "INVOICE received ",
    "QUOTE ignored unknown-category",
    "SUBSCRIPTION ignored unknown-category",
  ]);
});

it("stores each event once when two workers have the same delivery at the same time", async () => {
  const one = await organisation();
  const body = delivered(Array.from({ length: 30 }, () => event(one)));
  const answers = await Promise.all([deliver(body), deliver(body), deliver(body)]);
  // A worker that lost every race leaves its message to be delivered again.
  expect(answers.filter((failed) => failed.length === 0).length).toBeGreaterThan(0);
  expect(await rowsOf(firm(one))).toHaveLength(30);
  expect((await countsOf(firm(one), 1))[0]?.webhook).toBe(30);
});

it("the same delivery a hundred times, and once more a month later, is each of its events once", async () => {
  const one = await organisation();
  const body = delivered([event(one), event(one), event(one)]);
  for (let times = 0; times < 100; times += 1) expect(await deliver(body)).toEqual([]);
  const rows = await rowsOf(firm(one));
  expect(rows).toHaveLength(3);
  await withClock(
    () => Date.now() + 30 * DAY_MS,
    () => deliver(body),
  );
  expect(await rowsOf(firm(one))).toEqual(rows);
});

it("keeps one unreadable event apart from its good neighbours", async () => {
  const one = await organisation();
  const bad = [7, null, { tenantId: one }, event(one, { eventDateUtc: "soon" }), event(one, { resourceId: "\ud800" })];
  expect(await deliver(delivered([...bad, event(one)]))).toEqual([]);
  expect(await rowsOf(firm(one))).toHaveLength(1);
});

it("takes any signed body off the queue: no retry storm", async () => {
  const hostile = [
    "",
    "<html>",
    "{}",
    '{"events":7}',
    `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
    '{"__proto__":{"events":[]}}',
  ];
  for (const body of hostile) expect(await deliver(body)).toEqual([]);
  const weird = fc.record({ events: fc.array(fc.anything({ maxDepth: 3 }), { maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.string({ unit: "binary" }),
        weird.map((value) => JSON.stringify(value)),
      ),
      async (body) => {
        expect(await deliver(body)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});
