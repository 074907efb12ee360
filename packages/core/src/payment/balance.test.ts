/** Money never drifts: random histories, run against the pure rules thousands of times and against the table some times. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { byBalance, type Facts, next } from "../invoice/rule/state.ts";
import { approved, inFirm, noonOf } from "../invoice/testing/fixture.ts";
import { Invoice } from "../invoice/index.ts";
import { withClock } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { afterPayment, afterReversal } from "./decide.ts";
import { Payment } from "./index.ts";

type Step = { do: "pay"; pence: number } | { do: "reverse"; nth: number } | { do: "void" } | { do: "send" };
const TOTAL = 12_000;
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("pay" as const), pence: fc.integer({ min: 1, max: 9000 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: "pay" as const, pence: TOTAL }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("reverse" as const), nth: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: "void" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "send" as const }) },
);
const seed = Date.now() % 2 ** 31;
/** A failure prints seed and path; the seed of a good run is in the test's name. */
const run = { seed, verbose: 1 } as const;

/** What an accountant would keep by hand: the payments that stand, and whether the invoice does. */
interface Book {
  standing: Map<number, number>;
  isVoid: boolean;
}
const sumOf = (book: Book): number => [...book.standing.values()].reduce((sum, pence) => sum + pence, 0);

test(`rules: total = paid + due after every step, and the state is the balance's (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let invoice: Facts = { number: "INV-0001", state: "approved", totalPence: TOTAL, paidPence: 0 };
      const entries: { kind: "payment"; amountPence: number; reversedBy?: string }[] = [];
      const settle = (paidPence: number): void => {
        const state = next(invoice, "settle", { ...invoice, paidPence });
        invoice = { ...invoice, paidPence, state };
      };
      for (const one of steps) {
        const before = invoice;
        try {
          if (one.do === "pay") {
            settle(afterPayment(invoice, one.pence));
            entries.push({ kind: "payment", amountPence: one.pence });
          } else if (one.do === "reverse") {
            const entry = entries[one.nth];
            if (!entry) continue;
            settle(afterReversal(invoice, entry));
            entry.reversedBy = "pay";
          } else if (one.do === "void") invoice = { ...invoice, state: next(invoice, "void") };
          else invoice = { ...invoice, state: next(invoice, "send"), sentAt: "2026-11-23T12:00:00.000Z" };
        } catch (error) {
          expect(error).toBeInstanceOf(VisibleError);
          expect(invoice).toBe(before);
        }
        const standing = entries.filter((entry) => entry.reversedBy === undefined);
        expect(invoice.paidPence).toBe(standing.reduce((sum, entry) => sum + entry.amountPence, 0));
        expect(invoice.paidPence).toBeGreaterThanOrEqual(0);
        expect(invoice.paidPence).toBeLessThanOrEqual(TOTAL);
        expect(invoice.state).toBe(before.state === "void" ? "void" : consistent(invoice));
      }
    }),
    { ...run, numRuns: 2000 },
  );
});

const consistent = (invoice: Facts) =>
  invoice.state === "void" && invoice.paidPence === 0 ? "void" : byBalance(invoice);

/** Applies a step to the real thing; answers whether it was accepted. */
async function apply(one: Step, id: string, ids: string[]): Promise<boolean> {
  try {
    if (one.do === "pay") {
      const { id: made } = await Payment.record(id, {
        amountPence: one.pence,
        paidOn: "2026-11-23",
        method: "bank_transfer",
      });
      ids.push(made);
    } else if (one.do === "reverse") await Payment.reverse(id, ids[one.nth] ?? "pay_none");
    else {
      const { version } = await Invoice.fromId(id);
      await (one.do === "void" ? Invoice.cancel(id, { version }) : Invoice.markSent(id, { version }));
    }
    return true;
  } catch (error) {
    if (error instanceof VisibleError) return false;
    throw error;
  }
}

/** The record agrees with itself and with the entries that are stored beside it. */
async function expectBalanced(id: string): Promise<{ status: string; paidPence: number }> {
  const [invoice, entries] = await Promise.all([Invoice.fromId(id), Payment.listForInvoice(id, { limit: 100 })]);
  const { status, totalPence, paidPence, creditedPence, duePence, sentAt } = invoice;
  expect(totalPence).toBe(paidPence + creditedPence + duePence);
  expect(creditedPence).toBe(status === "void" ? totalPence : 0);
  expect(paidPence).toBe(entries.items.reduce((sum, entry) => sum + entry.amountPence, 0));
  if (status !== "void") expect(status).toBe(byBalance({ totalPence, paidPence, sentAt: sentAt ?? undefined }));
  return { status, paidPence };
}

test(`the table agrees with a book kept by hand, step by step (seed ${seed})`, () =>
  inFirm(() =>
    withClock(noonOf("2026-11-23"), () =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
          const { id } = await approved();
          const ids: string[] = [];
          const book: Book = { standing: new Map(), isVoid: false };
          for (const one of steps) {
            const before = ids.length;
            const sum = sumOf(book);
            const expected =
              !book.isVoid &&
              (one.do === "pay"
                ? sum + one.pence <= TOTAL
                : one.do === "reverse"
                  ? book.standing.has(one.nth)
                  : one.do === "void"
                    ? sum === 0
                    : sum < TOTAL);
            expect({ one, accepted: await apply(one, id, ids) }).toEqual({ one, accepted: expected });
            if (expected && one.do === "pay") book.standing.set(before, one.pence);
            if (expected && one.do === "reverse") book.standing.delete(one.nth);
            if (expected && one.do === "void") book.isVoid = true;
          }
          expect(await expectBalanced(id)).toMatchObject({ paidPence: sumOf(book) });
        }),
        { ...run, numRuns: 8 },
      ),
    ),
  ));

test(`steps that all come at the same moment leave a balanced invoice (seed ${seed})`, () =>
  inFirm(() =>
    withClock(noonOf("2026-11-23"), () =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
          const { id } = await approved();
          const ids: string[] = [];
          await apply({ do: "pay", pence: 500 }, id, ids);
          await apply({ do: "pay", pence: 700 }, id, ids);
          const accepted = await Promise.all(steps.map(async (one) => ((await apply(one, id, ids)) ? one : null)));
          const { status, paidPence } = await expectBalanced(id);
          if (status === "void") expect(paidPence).toBe(0);
          expect(accepted.filter((one) => one?.do === "void").length).toBeLessThanOrEqual(1);
        }),
        { ...run, numRuns: 6 },
      ),
    ),
  ));
