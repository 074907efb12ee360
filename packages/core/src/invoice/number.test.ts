import { expect, test, vi } from "vitest";
import { aClient, aFirm, inFirm, refusal, typed } from "./testing/fixture.ts";
import { Invoice } from "./index.ts";
import { tenantId } from "../lib/actor.ts";
import { lastNumber, numberOf } from "../lib/table/sequence.ts";
import { INVOICE_NUMBER } from "./number.ts";

test("200 invoices made at once have 200 consecutive numbers, and every one is listed", () =>
  inFirm(async () => {
    const { id } = await aClient();
    const made = await Promise.all(Array.from({ length: 200 }, () => Invoice.create(typed(id))));
    const numbers = made.map((invoice) => invoice.number).toSorted();
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => numberOf(INVOICE_NUMBER, index + 1)));
    const listed = new Map<string, string>();
    for (let cursor: string | undefined, more = true; more;) {
      const page = await Invoice.list({ limit: 100, ...(cursor ? { cursor } : {}) });
      for (const invoice of page.items) listed.set(invoice.id, invoice.number);
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    expect(listed).toEqual(new Map(made.map((invoice) => [invoice.id, invoice.number])));
    expect(await lastNumber(INVOICE_NUMBER, tenantId())).toBe(200);
  }));

/** The modules once more, as another process has them: another line, other connections, the same table. */
async function anotherProcess() {
  vi.resetModules();
  const [fixture, { Invoice }] = await Promise.all([import("./testing/fixture.ts"), import("./index.ts")]);
  return { ...fixture, Invoice };
}

test("numbers stay consecutive when six processes make ten invoices each at once", async () => {
  const firm = aFirm();
  const { id } = await inFirm(() => aClient(), firm);
  const processes = [];
  for (let n = 0; n < 6; n += 1) processes.push(await anotherProcess());
  const made = await Promise.all(
    processes.flatMap((one) => Array.from({ length: 10 }, () => one.inFirm(() => one.Invoice.create(typed(id)), firm))),
  );
  const numbers = made.map((invoice) => invoice.number).toSorted();
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => numberOf(INVOICE_NUMBER, index + 1)));
});

test("a create that is refused takes no number, even among others", () =>
  inFirm(async () => {
    const { id } = await aClient();
    const tries = Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? Invoice.create(typed(id)) : refusal(Invoice.create(typed(id, { dueOn: "2026-10-01" }))),
    );
    await Promise.all(tries);
    expect((await Invoice.create(typed(id))).number).toBe("INV-0011");
  }));

test("numbers of one firm say nothing of another's", async () => {
  for (const _ of [1, 2])
    await inFirm(async () => {
      expect((await Invoice.create(typed((await aClient()).id))).number).toBe("INV-0001");
    });
});

test("numbers grow past four digits", () => {
  expect([1, 9999, 10_000].map((n) => numberOf(INVOICE_NUMBER, n))).toEqual(["INV-0001", "INV-9999", "INV-10000"]);
});
