import { expect, test } from "vitest";
import { MINUTE_MS, withClock } from "../lib/clock.ts";
import { SyncRow } from "../outbox/record.ts";
import { manyInvoices } from "./testing/many.ts";
import { aConnectedFirm, type Firm, post } from "./testing/world.ts";

/** `SYNC_VOLUME=300` for twenty firms of three hundred. */
const EACH = Number(process.env.SYNC_VOLUME ?? 12);
/** In batches nobody comes near Xero's sixty; with so few every firm has to wait. Its lists alone take four calls. */
const PER_MINUTE = 4;
const MOST_RUNS = 20;
const FIRMS = 20;

const statuses = async ({ tenantId }: Firm): Promise<string[]> => [
  ...new Set(
    (await SyncRow.query.byKind({ tenantId }).go({ consistent: true, pages: "all" })).data.map(({ status }) => status),
  ),
];

test("300 pending invoices of one firm take at most 10 calls to /Invoices, and each is there once", async () => {
  const firm = await aConnectedFirm();
  await manyInvoices(firm, 300);
  expect(await firm.run()).toMatchObject({ kind: "idle", counts: { contact: 1, invoice: 300, failed: 0 } });
  const { invoices, calls } = await firm.books();
  expect(new Set(invoices.map(({ InvoiceNumber }) => InvoiceNumber)).size).toBe(300);
  expect(invoices).toHaveLength(300);
  const ofInvoices = Object.entries(calls).filter(([what]) => what.includes("Invoices"));
  expect(ofInvoices.reduce((sum, [, times]) => sum + times, 0)).toBeLessThanOrEqual(10);
  expect(await statuses(firm)).toEqual(["synced"]);
});

test(
  `twenty firms of ${EACH}, each allowed ${PER_MINUTE} calls a minute: no 429, none needs 1.05 of the least time, and none waits for another, one of which has used up its day`,
  { timeout: 900_000 },
  async () => {
    const limits = { minute: PER_MINUTE, day: 5000, concurrent: 5 };
    const firms: Firm[] = [];
    for (let n = 0; n < FIRMS; n += 1) firms.push(await aConnectedFirm({ organisation: { limits } }));
    const [spent, ...others] = firms;
    if (!spent) throw new Error("no firm");
    await post("/__scenario", { xero: "day-left", organisation: spent.organisation, left: 1 });
    await Promise.all(firms.map((firm) => manyInvoices(firm, EACH)));
    const drains = await Promise.all(firms.map((firm) => drained(firm, firm === spent ? 2 : MOST_RUNS)));

    const [stopped, ...rest] = drains;
    expect(stopped).toMatchObject({ invoices: 0, kind: "wait", refused: {} });
    expect(stopped?.tookMs).toBeGreaterThanOrEqual(60 * MINUTE_MS);
    const ideal = (calls: number) => MINUTE_MS * (Math.ceil(calls / PER_MINUTE) - 1);
    process.stdout.write(
      `\n${others.length} firms of ${EACH}: ${span(rest, "calls")} calls at ${PER_MINUTE} a minute, ${span(rest, "waits")} waits, ${span(rest, "tookMs")} ms of virtual time\n`,
    );
    for (const { calls, tookMs, waits, ...drain } of rest) {
      expect(drain).toEqual({ kind: "idle", invoices: EACH, refused: {} });
      // The limit was met, and the time is that of the firm's own calls.
      expect(waits).toBeGreaterThan(0);
      expect(tookMs).toBeGreaterThan(0);
      expect(tookMs / ideal(calls)).toBeLessThan(1.05);
    }
    for (const firm of others) expect(await statuses(firm)).toEqual(["synced"]);
  },
);

interface Drain {
  kind: string;
  invoices: number;
  refused: Record<string, number>;
  calls: number;
  waits: number;
  tookMs: number;
}

const span = (drains: readonly Drain[], of: "calls" | "waits" | "tookMs"): string => {
  const values = drains.map((drain) => drain[of]);
  return `${Math.min(...values)} to ${Math.max(...values)}`;
};

/** Runs a firm's lane as its worker does: whenever it says wait, again after so long, on a clock that the firm has for itself. */
async function drained(firm: Firm, mostRuns: number): Promise<Drain> {
  const start = Date.now();
  let [tookMs, waits, kind] = [0, 0, ""];
  for (let run = 0; run < mostRuns && kind !== "idle"; run += 1) {
    const frozen = new Date(start + tookMs).toISOString();
    await post("/__clock", { organisation: firm.organisation, frozen });
    const outcome = await withClock(
      () => start + tookMs,
      () => firm.run(),
    );
    kind = outcome.kind;
    if (outcome.kind !== "wait") continue;
    waits += 1;
    tookMs += outcome.waitMs;
  }
  const { invoices, calls, limited } = await firm.books();
  const made = Object.values(calls).reduce((sum, times) => sum + times, 0);
  return { kind, invoices: invoices.length, refused: limited, calls: made, waits, tookMs };
}
