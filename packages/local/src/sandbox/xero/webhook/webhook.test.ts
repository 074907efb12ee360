import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { advance, createClock, install } from "../../../clock.ts";
import { invoiced, type Started, startTwin } from "../testing/xero.ts";

interface Delivered {
  genuine: boolean;
  events: Record<string, string>[];
  firstEventSequence: number;
  lastEventSequence: number;
}
let product: Server;
let twin: Started;
let delivered: Delivered[] = [];
let answer = 200;
let answerBody = "";
let restore: () => void;

beforeAll(async () => {
  restore = install(createClock());
  product = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const signature = createHmac("sha256", twin.xero.webhookSecret).update(body).digest("base64");
      const genuine = request.headers["x-xero-signature"] === signature;
      delivered.push({ ...(JSON.parse(body.toString()) as Delivered), genuine });
      response.writeHead(genuine ? answer : 401).end(answerBody);
    });
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  twin = await startTwin(null, `http://127.0.0.1:${(product.address() as AddressInfo).port}`);
});
beforeEach(() => {
  delivered = [];
  answer = 200;
  answerBody = "";
});
afterAll(async () => {
  restore();
  await twin.xero.close();
  product.close();
});

/** Until nothing is under way or due soon. */
async function settled(): Promise<void> {
  for (let at = 0; at < 100; at += 1) {
    if (twin.xero.pending() === 0) return;
    await sleep(20);
  }
  throw new Error("webhooks are still on their way after two seconds");
}

it("tells contacts and invoices of all organisations in one signed delivery, our own writes too", async () => {
  const [one, two] = [await twin.caller(), await twin.caller()];
  const invoice = await invoiced(one.call);
  await two.call("PUT", "/Contacts", { Name: "Oak Ltd" });
  await one.call("POST", "/Payments", {
    Invoice: { InvoiceID: invoice.InvoiceID },
    Account: { Code: "090" },
    Amount: 120,
  });
  await settled();
  expect(delivered.every((one) => one.genuine)).toBe(true);
  const events = delivered.flatMap((one) => one.events);
  expect(events.map((event) => `${event.eventCategory ?? ""} ${event.eventType ?? ""}`)).toEqual([
    "CONTACT CREATE",
    "INVOICE CREATE",
    "CONTACT CREATE",
    "INVOICE UPDATE",
  ]);
  expect(new Set(events.map((event) => event.tenantId))).toEqual(new Set([one.organisationId, two.organisationId]));
  expect(events[1]).toMatchObject({ resourceId: invoice.InvoiceID, tenantType: "ORGANISATION" });
  expect(events[1]?.eventDateUtc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
  const [first] = delivered;
  expect((first?.lastEventSequence ?? 0) - (first?.firstEventSequence ?? 0) + 1).toBe(first?.events.length);
});

it("an organisation's events can be held, doubled and reversed", async () => {
  const { call, script, organisationId } = await twin.caller();
  await script({ xero: "webhooks", mode: "hold" });
  for (const Name of ["Ash", "Birch"]) await call("PUT", "/Contacts", { Name });
  await settled();
  expect(delivered).toEqual([]);
  const waiting = await fetch(`${twin.xero.url}/__webhook?organisation=${organisationId}`);
  expect(await waiting.json()).toMatchObject({ events: 2 });
  await script({ xero: "flush-webhooks" });
  expect(delivered.map((one) => one.events.length)).toEqual([2]);
  const inOrder = delivered[0]?.events.map((event) => event.resourceId);
  delivered = [];
  await script({ xero: "webhooks", mode: "duplicate" });
  await call("PUT", "/Contacts", { Name: "Cedar" });
  await settled();
  expect(delivered).toHaveLength(3);
  delivered = [];
  await script({ xero: "webhooks", mode: "reverse" });
  for (const Name of ["Birch", "Ash"]) await call("POST", "/Contacts", { Name, TaxNumber: "1" });
  await settled();
  expect(delivered.flatMap((one) => one.events.map((event) => event.resourceId))).toEqual(inOrder);
});

it("what is not answered 200 with nothing in it is repeated at once, then after a quarter of an hour", async () => {
  const { call } = await twin.caller();
  answerBody = "OK";
  await call("PUT", "/Contacts", { Name: "Ash" });
  await settled();
  expect(delivered).toHaveLength(2);
  answerBody = "";
  advance(15 * 60_000);
  await settled();
  expect(delivered).toHaveLength(3);
  advance(15 * 60_000);
  await settled();
  expect(delivered).toHaveLength(3);
});

it("a product that answers wrong for a day is told nothing more until it proves its intent to receive", async () => {
  const { call, organisationId, script } = await twin.caller();
  answer = 500;
  await call("PUT", "/Contacts", { Name: "Ash" });
  // Each is as the next quarter of an hour.
  for (let quarter = 0; quarter <= 96; quarter += 1) await script({ xero: "flush-webhooks" });
  expect((await twin.state(organisationId)).webhooks).toMatchObject({ enabled: false });
  delivered = [];
  expect(await twin.post("/__intent", {})).toEqual({ proven: false, statuses: [500, 401, 500, 401] });
  answer = 200;
  expect(await twin.post("/__intent", {})).toEqual({ proven: true, statuses: [200, 401, 200, 401] });
  expect(delivered.slice(0, 2)).toMatchObject([
    { events: [], firstEventSequence: 0, genuine: true },
    { events: [], genuine: false },
  ]);
  await settled();
  expect(delivered.at(-1)?.events).toHaveLength(1);
});

it("an organisation that nobody connected causes no events", async () => {
  const { call, script, organisationId } = await twin.caller();
  await script({ xero: "disconnect" });
  await fetch(`${twin.xero.url}/__books/${organisationId}/lock`, { method: "POST", body: new URLSearchParams() });
  expect((await call("PUT", "/Contacts", { Name: "Ash" })).status).toBe(403);
  await settled();
  expect(delivered).toEqual([]);
});
