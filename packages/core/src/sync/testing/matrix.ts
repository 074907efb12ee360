/** The kill matrix: each kind of record × each step of a run, killed there and found again, before and after Xero forgot its key. */
import { expect } from "vitest";
import { Invoice } from "../../invoice/index.ts";
import { aClient, typed } from "../../invoice/testing/fixture.ts";
import { MINUTE_MS, withClock } from "../../lib/clock.ts";
import { dueRows } from "../../lib/table/due.ts";
import { Payment } from "../../payment/index.ts";
import { SyncRow } from "../../outbox/record.ts";
import { SYNC_QUEUE } from "../../outbox/nudge.ts";
import { SYNC_KINDS, type SyncKind } from "../../outbox/schema.ts";
import type { Step } from "./step.ts";
import { aConnectedFirm, type Firm, post } from "./world.ts";

/** How many seeds were killed there, are in Xero exactly once in the end, and say so. */
export interface Cell {
  killed: number;
  once: number;
  synced: number;
}
export type Table = Map<Step, Cell>;

export interface Plan {
  kind: SyncKind;
  steps: readonly Step[];
  /** One death for each: so many records are sent together, and share it. */
  batches: readonly number[];
  /** Runs the firm's lane, its clock `aheadMs` ahead, until it reaches the step and is dead. Answers whether it got there. */
  kill: (step: Step, firm: Firm, kind: SyncKind, aheadMs: number) => Promise<boolean>;
}

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

/** Kills, finds again, and counts. */
export async function matrix({ kind, steps, batches, kill }: Plan): Promise<Table> {
  const firm = await aConnectedFirm({ organisation: { limits: { minute: 100_000, day: 1_000_000, concurrent: 50 } } });
  const ids = new Map<Step, string[]>();
  const killed = new Map<Step, number>();
  let later = 0;
  const at = <T>(fn: () => Promise<T>): Promise<T> => withClock(() => Date.now() + later, fn);
  const client = await firm.in(() => aClient());
  await at(() => firm.run());
  const run = (kinds: readonly SyncKind[]) => at(() => firm.run({ priority: "background", kinds }));
  let seed = 0;
  let deaths = 0;
  for (const step of steps)
    for (const size of batches) {
      const made = await firm.in(() =>
        at(() => Promise.all(Array.from({ length: size }, () => aRecord(kind, (seed += 1), client.id)))),
      );
      ids.set(step, [...(ids.get(step) ?? []), ...made]);
      const needed = SYNC_KINDS.slice(0, SYNC_KINDS.indexOf(kind));
      if (needed.length > 0) await run(needed);
      const died = await kill(step, firm, kind, later);
      killed.set(step, (killed.get(step) ?? 0) + (died ? size : 0));
      // Every other time Xero has forgotten the dead run's key.
      const forgets = (deaths += 1) % 2 === 1;
      if (forgets) await post("/__clock", { organisation: firm.organisation, advanceMs: 7 * MINUTE_MS });
      // The dead run's lease ends.
      later += (forgets ? 7 : 3) * MINUTE_MS;
      await run([kind]);
    }
  later += 10 * MINUTE_MS;
  await at(() => firm.run());
  const counts = await ofXero(firm, kind, new Set([...ids.values()].flat()));
  const table: Table = new Map();
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

/** Prints the matrix, and answers its cells in which not each of the seeds was killed, is there once, and is synced. */
export function wrongIn(steps: readonly Step[], tables: readonly (readonly [SyncKind, Table])[], seeds: number) {
  const lines = steps.map((step) => {
    const cells = tables.map(([, table]) => {
      const cell = table.get(step);
      return (cell ? `${cell.killed}/${cell.once}/${cell.synced}` : "-").padStart(10);
    });
    return `${step.padEnd(36)}${cells.join("")}`;
  });
  const head = `${"killed / exactly once / synced".padEnd(36)}${tables.map(([kind]) => kind.padStart(10)).join("")}`;
  process.stdout.write(`\n${head}\n${lines.join("\n")}\n`);
  return tables
    .flatMap(([kind, table]) => [...table].map(([step, cell]) => ({ kind, step, ...cell })))
    .filter((cell) => [cell.killed, cell.once, cell.synced].some((count) => count !== seeds));
}
