import { describe, expect, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { Invoice } from "../invoice/index.ts";
import { aClient, aFirm, approved, inFirm, noonOf, refusal, typed } from "../invoice/testing/fixture.ts";
import { withClock } from "../lib/clock.ts";
import { Payment } from "./index.ts";
import { PaymentCreate, type PaymentCreateInput } from "./schema.ts";

const FIRST = { limit: 25 };
const paid = (amountPence: number, over: Partial<PaymentCreateInput> = {}): PaymentCreateInput => ({
  amountPence,
  paidOn: "2026-11-20",
  method: "bank_transfer",
  ...over,
});
const onDay = <T>(fn: () => Promise<T>) => inFirm(() => withClock(noonOf("2026-11-23"), fn));

describe("a payment", () => {
  test("in part and then in full brings the invoice to paid, with every step in the audit trail", () =>
    onDay(async () => {
      const invoice = await approved(); // £120.00
      const first = await Payment.record(
        invoice.id,
        paid(5000, { reference: "BACS 1", bankAccountCode: "090", method: "card" }),
      );
      expect(first).toMatchObject({
        kind: "payment",
        amountPence: 5000,
        method: "card",
        reference: "BACS 1",
        bankAccountCode: "090",
        source: "local",
        xeroSyncStatus: "pending",
        invoice: { status: "part_paid", paidPence: 5000, duePence: 7000, paidOn: null, version: 3 },
      });
      const last = await Payment.record(invoice.id, paid(7000, { paidOn: "2026-11-23" }));
      expect(last.invoice).toMatchObject({ status: "paid", paidPence: 12_000, duePence: 0, paidOn: "2026-11-23" });
      expect(await Invoice.fromId(invoice.id)).toEqual(last.invoice);
      expect((await Payment.listForInvoice(invoice.id, FIRST)).items.map((one) => one.amountPence)).toEqual([
        7000, 5000,
      ]);
      const [entry] = (await Activity.listForClient(invoice.clientId, FIRST)).items;
      expect(entry).toMatchObject({
        action: "payment.recorded",
        summary: `£70.00 received on ${invoice.number}, £0.00 still due`,
      });
    }));

  test("of more than is due is refused with what is due, and changes nothing", () =>
    onDay(async () => {
      const invoice = await approved();
      await Payment.record(invoice.id, paid(6000));
      expect(await refusal(Payment.record(invoice.id, paid(6001)))).toMatchObject({
        kind: "unprocessable",
        code: "payment.more-than-due",
        message: `£60.01 is more than is due: £60.00 is due on ${invoice.number}.`,
        options: { extra: { duePence: 6000 } },
      });
      const full = await Payment.record(invoice.id, paid(6000));
      expect(await refusal(Payment.record(invoice.id, paid(1)))).toMatchObject({
        code: "payment.more-than-due",
        message: expect.stringContaining("paid in full already"),
      });
      expect(await Invoice.fromId(invoice.id)).toEqual(full.invoice);
      expect((await Payment.list(FIRST)).items).toHaveLength(2);
    }));

  test("is refused on a draft and on a void invoice, in words, whatever the amount", () =>
    onDay(async () => {
      const draft = await Invoice.create(typed((await aClient()).id));
      for (const amount of [1, 99_999])
        expect(await refusal(Payment.record(draft.id, paid(amount)))).toMatchObject({
          code: "invoice.cannot-settle",
          message: expect.stringContaining("Approve it before recording a payment"),
        });
      await Invoice.cancel(draft.id, { version: 1 });
      expect(await refusal(Payment.record(draft.id, paid(1)))).toMatchObject({
        message: expect.stringContaining("is void"),
      });
    }));

  test("cannot have come tomorrow; today is London's", () =>
    inFirm(async () => {
      const invoice = await approved();
      const at = (instant: string, paidOn: string) =>
        withClock(
          () => Date.parse(instant),
          () => Payment.record(invoice.id, paid(1, { paidOn })),
        );
      expect(await refusal(at("2027-06-30T22:59:00Z", "2027-07-01"))).toMatchObject({
        code: "payment.in-future",
        options: { fields: [{ path: "paidOn" }] },
      });
      expect(await at("2027-06-30T23:00:00Z", "2027-07-01")).toMatchObject({ paidOn: "2027-07-01" });
    }));

  test.each([
    ["nothing", { amountPence: 0 }, /at least one penny/],
    ["a negative amount", { amountPence: -100 }, /at least one penny/],
    ["a part of a penny", { amountPence: 0.1 + 0.2 }, /whole pence/],
    ["a huge amount", { amountPence: Number.MAX_SAFE_INTEGER }, /more than an invoice can come to/],
    ["a day that is none", { paidOn: "2026-02-30" }, /date/i],
    ["an unknown method", { method: "barter" }, /must be one of bank_transfer/],
    ["a source of its own", { source: "xero" }, /source/],
    ["a reference of two lines", { reference: "a\nb" }, /one line/],
  ])("of %s is refused in words", (_, over, words) => {
    expect(PaymentCreate.safeParse({ ...paid(100), ...over }).error?.message ?? "accepted").toMatch(words);
  });
});

describe("a reversal", () => {
  test("is an entry of its own that makes the money due again, and the payment stays", () =>
    onDay(async () => {
      const invoice = await approved();
      await Invoice.markSent(invoice.id, { version: 2 });
      const payment = await Payment.record(invoice.id, paid(12_000, { bankAccountCode: "090" }));
      const back = await Payment.reverse(invoice.id, payment.id, { reason: "Cheque bounced" });
      expect(back).toMatchObject({
        kind: "reversal",
        amountPence: -12_000,
        reverses: payment.id,
        reason: "Cheque bounced",
        bankAccountCode: "090",
        paidOn: "2026-11-23",
        invoice: { status: "sent", paidPence: 0, duePence: 12_000, paidOn: null },
      });
      const entries = (await Payment.listForInvoice(invoice.id, FIRST)).items;
      expect(entries.map((one) => [one.id, one.amountPence, one.reversedBy])).toEqual([
        [back.id, -12_000, null],
        [payment.id, 12_000, back.id],
      ]);
      expect(await refusal(Payment.reverse(invoice.id, payment.id))).toMatchObject({
        code: "payment.already-reversed",
      });
      expect(await refusal(Payment.reverse(invoice.id, back.id))).toMatchObject({ code: "payment.is-reversal" });
      expect((await Invoice.cancel(invoice.id, { version: 5 })).status).toBe("void");
    }));

  test("of one payment by ten people at once happens once", () =>
    onDay(async () => {
      const invoice = await approved();
      const one = await Payment.record(invoice.id, paid(5000));
      await Payment.record(invoice.id, paid(5000));
      const tries = await Promise.allSettled(Array.from({ length: 10 }, () => Payment.reverse(invoice.id, one.id)));
      expect(tries.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
      for (const attempt of tries)
        if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ code: "payment.already-reversed" });
      expect(await Invoice.fromId(invoice.id)).toMatchObject({ paidPence: 5000, duePence: 7000 });
    }));
});

describe("two people at once", () => {
  test("paying in full: one wins, the other reads that nothing is due", () =>
    onDay(async () => {
      const invoice = await approved();
      const tries = await Promise.allSettled([1, 2].map(() => Payment.record(invoice.id, paid(12_000))));
      expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      const lost = tries.find((one) => one.status === "rejected");
      expect(lost?.reason).toMatchObject({ code: "payment.more-than-due" });
      expect(await Invoice.fromId(invoice.id)).toMatchObject({ status: "paid", paidPence: 12_000 });
    }));

  test("paying in part: both go in when both fit", () =>
    onDay(async () => {
      const invoice = await approved();
      await Promise.all([5000, 4000, 3000].map((amount) => Payment.record(invoice.id, paid(amount))));
      expect(await Invoice.fromId(invoice.id)).toMatchObject({ status: "paid", paidPence: 12_000 });
    }));

  test("voiding while another pays: never both", () =>
    onDay(async () => {
      const invoice = await approved();
      const [pay, end] = await Promise.allSettled([
        Payment.record(invoice.id, paid(100)),
        Invoice.cancel(invoice.id, { version: 2 }),
      ]);
      const now = await Invoice.fromId(invoice.id);
      expect([pay.status, end.status].filter((status) => status === "fulfilled")).toHaveLength(1);
      expect([now.status, now.paidPence]).toEqual(pay.status === "fulfilled" ? ["part_paid", 100] : ["void", 0]);
    }));
});

describe("who may", () => {
  test("another firm pays, reverses and sees nothing", async () => {
    const firm = aFirm();
    const [invoice, payment] = await inFirm(async () => {
      const mine = await approved();
      return [mine, await Payment.record(mine.id, paid(100))] as const;
    }, firm);
    await inFirm(async () => {
      expect(await refusal(Payment.record(invoice.id, paid(1)))).toMatchObject({ kind: "not-found" });
      expect(await refusal(Payment.reverse(invoice.id, payment.id))).toMatchObject({ kind: "not-found" });
      expect(await refusal(Payment.listForInvoice(invoice.id, FIRST))).toMatchObject({ kind: "not-found" });
      expect((await Payment.list(FIRST)).items).toEqual([]);
      expect((await Payment.list({ ...FIRST, clientId: invoice.clientId })).items).toEqual([]);
    });
    await inFirm(
      async () => {
        expect((await Payment.list({ ...FIRST, clientId: invoice.clientId })).items).toHaveLength(1);
        expect(await refusal(Payment.record(invoice.id, paid(1)))).toMatchObject({ kind: "forbidden" });
      },
      { ...firm, role: "viewer" },
    );
  });
});
