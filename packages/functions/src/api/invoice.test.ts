import { actorFromCookies } from "@practice-hub/core/auth/session";
import { captureLog } from "@practice-hub/core/lib/log";
import { beforeAll, expect, test } from "vitest";
import { newFirm, portalOf, staffOf } from "../testing/sign-in.ts";
import { createApp } from "./app.ts";
import { send } from "../testing/request.ts";
import { routes } from "./route/index.ts";

const app = createApp({ routes, identify: actorFromCookies });
let firm: string;
let cookie: string;
let clientId: string;

beforeAll(async () => {
  captureLog(() => undefined);
  firm = await newFirm();
  ({ cookie } = await staffOf(firm, "accountant"));
  const client = await send(app, "/api/clients", { cookie, json: { type: "sole_trader", name: "Zoë Rowan" } });
  clientId = String(client.json.id);
});

const call = (path: string, json?: unknown, headers?: Record<string, string>) =>
  send(app, path, { cookie, ...(json === undefined ? {} : { json }), ...(headers ? { headers } : {}) });
const line = { description: "Bookkeeping", quantity: "2.5", unitPricePence: 10_000, vatRate: "standard" };
const bill = (over: object = {}) => ({
  clientId,
  currency: "GBP",
  issueOn: "2026-11-01",
  dueOn: "2099-12-01",
  lines: [line],
  ...over,
});

test("an invoice is drafted, approved, marked as sent, paid in two parts, and one part is taken back", async () => {
  const draft = await call("/api/invoices", bill());
  expect(draft).toMatchObject({
    status: 201,
    json: {
      number: expect.stringMatching(/^INV-\d{4}$/),
      status: "draft",
      subtotalPence: 25_000,
      vatPence: 5000,
      totalPence: 30_000,
      duePence: 30_000,
      version: 1,
    },
  });
  const path = `/api/invoices/${String(draft.json.id)}`;
  expect((await call(`${path}/approve`, { version: 1 })).json).toMatchObject({ status: "approved", version: 2 });
  expect((await call(`${path}/mark-sent`, { version: 2 })).json).toMatchObject({ status: "sent", version: 3 });
  const part = { amountPence: 10_000, paidOn: "2026-11-20", method: "bank_transfer", reference: "BACS" };
  const first = await call(`${path}/payments`, part);
  expect(first).toMatchObject({
    status: 201,
    json: { id: expect.stringMatching(/^pay_/), invoice: { status: "part_paid" } },
  });
  expect(await call(`${path}/payments`, { ...part, amountPence: 20_001 })).toMatchObject({
    status: 422,
    json: {
      code: "payment.more-than-due",
      duePence: 20_000,
      detail: expect.stringContaining("£200.00 is due"),
      errors: [{ path: "amountPence" }],
    },
  });
  expect((await call(`${path}/payments`, { ...part, amountPence: 20_000 })).json.invoice).toMatchObject({
    status: "paid",
    duePence: 0,
  });
  const back = await call(`${path}/payments/${String(first.json.id)}/reverse`, { reason: "Wrong client" });
  expect(back).toMatchObject({ status: 201, json: { kind: "reversal", amountPence: -10_000 } });
  expect((await call(path)).json).toEqual(back.json.invoice);
  expect((await call(`${path}/payments`)).json.items).toHaveLength(3);
  expect((await call(`/api/payments?clientId=${clientId}`)).json.items).toHaveLength(3);
  expect((await call("/api/invoices?status=part_paid")).json.items).toMatchObject([{ id: draft.json.id }]);
  expect(await call(`${path}/void`, { version: 6 })).toMatchObject({
    status: 409,
    json: { code: "invoice.cannot-void" },
  });
});

test("bad input is refused with the field and the words", async () => {
  const refused = async (over: object) => {
    const { status, json } = await call("/api/invoices", bill(over));
    return { status, errors: json.errors };
  };
  expect(await refused({ currency: "EUR" })).toMatchObject({
    status: 400,
    errors: [{ path: "currency", message: expect.stringMatching(/GBP/) }],
  });
  expect(await refused({ lines: [{ ...line, vatRate: "17.5" }] })).toMatchObject({
    status: 400,
    errors: [{ path: "lines.0.vatRate" }],
  });
  expect(await refused({ lines: Array.from({ length: 1000 }, () => line) })).toMatchObject({
    status: 400,
    errors: [{ path: "lines", message: expect.stringMatching(/at most 200 lines/) }],
  });
  expect(await refused({ totalPence: 1 })).toMatchObject({ status: 400 });
  expect(await call(`/api/invoices?status=paid&clientId=${clientId}`)).toMatchObject({ status: 400 });
});

test("the same Idempotency-Key makes one invoice, one mail and one payment", async () => {
  const twice = async (path: string, json: unknown, key: string) =>
    [await call(path, json, { "idempotency-key": key }), await call(path, json, { "idempotency-key": key })] as const;
  const [made, again] = await twice("/api/invoices", bill(), "make-1");
  expect([made.status, again.json]).toEqual([201, made.json]);
  const path = `/api/invoices/${String(made.json.id)}`;
  await call(`${path}/approve`, { version: 1 });
  const mail = { version: 2, to: "rosa@rowan.example" };
  const [sent, resent] = await twice(`${path}/send`, mail, "send-1");
  expect([sent.status, resent.json]).toEqual([200, sent.json]);
  const log = await call(`/api/emails?clientId=${clientId}`);
  expect((log.json.items as { template: string }[]).filter(({ template }) => template === "invoice")).toHaveLength(1);
  const payment = { amountPence: 10_000, paidOn: "2026-11-20", method: "card" };
  const [paid, replayed] = await twice(`${path}/payments`, payment, "pay-1");
  expect(replayed.json).toEqual(paid.json);
  expect((await call(path)).json).toMatchObject({ paidPence: 10_000 });
});

test("a client's person sees it once it is sent, and nobody else's person does", async () => {
  const { json } = await call("/api/invoices", bill());
  const path = `/api/portal/invoices/${String(json.id)}`;
  const mine = (await portalOf(firm, clientId)).cookie;
  expect((await send(app, path, { cookie: mine })).status).toBe(404);
  await call(`/api/invoices/${String(json.id)}/approve`, { version: 1 });
  await call(`/api/invoices/${String(json.id)}/mark-sent`, { version: 2 });
  expect(await send(app, path, { cookie: mine })).toMatchObject({ status: 200, json: { status: "sent" } });
  const list = await send(app, "/api/portal/invoices", { cookie: mine });
  expect(JSON.stringify(list.json)).toContain(String(json.id));
  const other = (await portalOf(firm, "cli_01J00000000000000000000000")).cookie;
  expect((await send(app, path, { cookie: other })).status).toBe(404);
});
