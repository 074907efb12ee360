import { afterAll, expect, test } from "vitest";
import { MINUTE_MS, withClock } from "../lib/clock.ts";
import { Payment } from "../payment/index.ts";
import { anInvoice, rowsOf, scenario } from "./testing/act.ts";
import { aConnectedFirm } from "./testing/world.ts";

type Spoil = (answer: Response) => Response | Promise<Response>;

/** The next write of each of these routes is done by Xero, and its answer spoilt. */
const spoilt = new Map<string, Spoil>();
const live = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const answer = await live(input, init);
  const route = /\/api\.xro\/2\.0\/(\w+)/.exec(input instanceof Request ? input.url : String(input))?.[1] ?? "";
  const spoil = init?.method === "PUT" ? spoilt.get(route) : undefined;
  if (!spoil) return answer;
  spoilt.delete(route);
  return spoil(answer);
};
afterAll(() => {
  globalThis.fetch = live;
});

const html = { "content-type": "text/html" };
const MEGABYTE = new Uint8Array(1024 * 1024).fill(32);

const FAULTS: [fault: string, spoil: Spoil][] = [
  ["a reset", () => Promise.reject(new TypeError("fetch failed"))],
  ["a timeout", () => Promise.reject(new DOMException("The operation timed out", "TimeoutError"))],
  ["500", () => new Response("{}", { status: 500 })],
  ["503 with HTML", () => new Response("<html>", { status: 503, headers: html })],
  ["200 with HTML", () => new Response("<html>Sign in</html>", { headers: html })],
  ["200 with half of the answer", async (answer) => new Response((await answer.text()).slice(0, 200))],
  ["200 with nothing", () => new Response(null)],
  ["200 whose lists are none", () => Response.json({ Contacts: {}, Invoices: {}, Payments: {} })],
  ["200 with empty lists", () => Response.json({ Contacts: [], Invoices: [], Payments: [] })],
  ["a redirect to another host", () => Response.redirect("http://169.254.169.254/latest", 302)],
  ["50 megabytes", () => new Response(new Blob(Array.from({ length: 50 }, () => MEGABYTE)))],
];

test.each(FAULTS.map(([fault, spoil], index) => [fault, spoil, index % 2] as const))(
  "%s in place of the answer to a write that Xero did doubles nothing and loses nothing, whether or not Xero still knows its key",
  async (_, spoil, parity) => {
    const firm = await aConnectedFirm();
    await firm.in(async () => {
      const invoice = await anInvoice();
      await Payment.record(invoice.id, { amountPence: 100, paidOn: "2026-11-04", method: "cash" });
      for (const route of ["Contacts", "Invoices", "Payments"]) spoilt.set(route, spoil);
      // Each run ends at the next kind's spoilt answer. Every other one has lost its key at Xero by the next run.
      for (let run = 0; run < 4; run += 1) {
        const later = run * 10 * MINUTE_MS;
        await withClock(
          () => Date.now() + later,
          () => firm.run(),
        );
        if (run % 2 === parity) await scenario(firm, "forget-keys");
      }
      expect([...spoilt.keys()]).toEqual([]);
      const { contacts, invoices, payments } = await firm.books();
      expect([contacts.length, invoices.length, payments.length]).toEqual([1, 1, 1]);
      const rows = await rowsOf(firm.tenantId);
      expect(rows.map(({ status }) => status)).toEqual(["synced", "synced", "synced"]);
    });
  },
);
