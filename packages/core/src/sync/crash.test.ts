import { expect, test } from "vitest";
import { Invoice } from "../invoice/index.ts";
import { aClient, typed } from "../invoice/testing/fixture.ts";
import { MINUTE_MS, withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { Payment } from "../payment/index.ts";
import { SYNC_QUEUE, SyncRow } from "./record.ts";
import { SYNC_KINDS, type SyncKind } from "./schema.ts";
import { diesAt, type Step, STEPS } from "./testing/death.ts";
import { aConnectedFirm, type Firm, post } from "./testing/world.ts";

/** Twenty seeds in batches of these sizes, each killed as one; `SYNC_CRASH_ROUNDS=10` for the long version. */
const SIZES = [1, 4, 15];
const ROUNDS = Number(process.env.SYNC_CRASH_ROUNDS ?? 1);
const SEEDS = ROUNDS * SIZES.reduce((sum, size) => sum + size, 0);

/** A record of the kind; what it needs goes to Xero before the kill. */
async function aRecord(kind: SyncKind, seed: number, clientId: string): Promise<string> {
  if (kind === "contact") return (await aClient(`Crash ${seed}`)).id;
  const lines = Array.from({ length: 1 + (seed % 3) }, () => ({
    description: "Work",
    unitPricePence: 10_000 + seed,
    vatRate: "standard" as const,
  }));
  const draft = await Invoice.create(typed(clientId, { lines }));
  const invoice = await Invoice.approve(draft.id, { version: 1 });
  if (kind === "invoice") return invoice.id;
  const paid = await Payment.record(invoice.id, { amountPence: 100 + seed, paidOn: "2026-11-02", method: "cash" });
  return paid.id;
}

const ofXero = async (firm: Firm, kind: SyncKind, ids: ReadonlySet<string>): Promise<Map<string, number>> => {
  const { contacts, invoices, payments } = await firm.books();
  const ours = {
    contact: contacts.map(({ text }) => text.ContactNumber ?? ""),
    invoice: invoices.map(({ Url }) => Url?.split("/").at(-1) ?? ""),
    payment: payments
      .filter(({ Status }) => Status !== "DELETED")
      .map(({ Reference }) => Reference.slice("ph:".length)),
  }[kind];
  const counts = new Map<string, number>();
  for (const id of ours) if (ids.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** One kind: at every step each batch is killed, and found again after Xero has forgotten its key, or before. */
async function matrix(kind: SyncKind): Promise<Map<Step, { killed: number; once: number; synced: number }>> {
  const firm = await aConnectedFirm({ organisation: { limits: { minute: 100_000, day: 1_000_000, concurrent: 50 } } });
  const ids = new Map<Step, string[]>();
  const killed = new Map<Step, number>();
  let later = 0;
  const at = <T>(fn: () => Promise<T>): Promise<T> => withClock(() => Date.now() + later, fn);
  const client = await firm.in(() => aClient());
  await at(() => firm.run());
  const run = (kinds: readonly SyncKind[]) => at(() => firm.run({ priority: "background", kinds }));
  let seed = 0;
  for (const step of STEPS)
    for (const size of Array.from({ length: ROUNDS }, () => SIZES).flat()) {
      const made = await firm.in(() =>
        at(() => Promise.all(Array.from({ length: size }, () => aRecord(kind, (seed += 1), client.id)))),
      );
      ids.set(step, [...(ids.get(step) ?? []), ...made]);
      const needed = SYNC_KINDS.slice(0, SYNC_KINDS.indexOf(kind));
      if (needed.length > 0) await run(needed);
      const died = await diesAt(step, () => run([kind]));
      killed.set(step, (killed.get(step) ?? 0) + (died ? size : 0));
      const forgets = size % 2 === 0;
      if (forgets) await post("/__clock", { organisation: firm.organisation, advanceMs: 7 * MINUTE_MS });
      // The dead run's lease ends.
      later += (forgets ? 7 : 3) * MINUTE_MS;
      await run([kind]);
    }
  later += 10 * MINUTE_MS;
  await at(() => firm.run());
  const counts = await ofXero(firm, kind, new Set([...ids.values()].flat()));
  const table = new Map<Step, { killed: number; once: number; synced: number }>();
  for (const [step, made] of ids) {
    const rows = await SyncRow.get(made.map((id) => ({ tenantId: firm.tenantId, kind, id }))).go({ consistent: true });
    table.set(step, {
      killed: killed.get(step) ?? 0,
      once: made.filter((id) => counts.get(id) === 1).length,
      synced: rows.data.filter(({ status }) => status === "synced").length,
    });
  }
  const due = await at(() => dueRows(SYNC_QUEUE, 20_000));
  expect(due.filter(({ tenantId }) => tenantId === firm.tenantId)).toEqual([]);
  return table;
}

test(
  `killed at every step × contact, invoice, payment × ${SEEDS} seeds: each is in Xero exactly once, and says so`,
  { timeout: 600_000 },
  async () => {
    const tables = await Promise.all(SYNC_KINDS.map(matrix));
    const lines = STEPS.map((step) => {
      const cells = tables.map((table) => {
        const { killed, once, synced } = table.get(step) ?? { killed: 0, once: 0, synced: 0 };
        return `${killed}/${once}/${synced}`.padStart(10);
      });
      return `${step.padEnd(36)}${cells.join("")}`;
    });
    process.stdout.write(
      `\n${"killed / exactly once / synced".padEnd(36)}${SYNC_KINDS.map((kind) => kind.padStart(10)).join("")}\n${lines.join("\n")}\n`,
    );
    for (const table of tables)
      for (const [step, cell] of table)
        expect({ step, ...cell }).toEqual({ step, killed: SEEDS, once: SEEDS, synced: SEEDS });
  },
);
