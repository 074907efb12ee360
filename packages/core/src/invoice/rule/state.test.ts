import { describe, expect, test } from "vitest";
import { byBalance, can, type Facts, INVOICE_EVENTS, INVOICE_STATES, type InvoiceState, next } from "./state.ts";

const facts = (state: InvoiceState, over: Partial<Facts> = {}): Facts => ({
  number: "INV-0007",
  state,
  totalPence: 12_000,
  paidPence: state === "paid" ? 12_000 : state === "part_paid" ? 5000 : 0,
  ...over,
});

/** Every state × event, written out again: the table may not change by accident. */
const LEADS: Record<InvoiceState, Record<(typeof INVOICE_EVENTS)[number], InvoiceState | null>> = {
  draft: { edit: "draft", amend: "draft", approve: "approved", send: null, settle: null, void: "void" },
  approved: { edit: null, amend: "approved", approve: null, send: "sent", settle: "approved", void: "void" },
  sent: { edit: null, amend: "sent", approve: null, send: "sent", settle: "approved", void: "void" },
  part_paid: { edit: null, amend: "part_paid", approve: null, send: "part_paid", settle: "part_paid", void: null },
  paid: { edit: null, amend: null, approve: null, send: null, settle: "paid", void: null },
  void: { edit: null, amend: null, approve: null, send: null, settle: null, void: null },
};

describe.each(INVOICE_STATES)("%s", (state) => {
  test.each(INVOICE_EVENTS)("%s leads where the table says, or is refused in words that name the invoice", (event) => {
    const to = LEADS[state][event];
    expect(can(state, event)).toBe(to !== null);
    if (to !== null) expect(next(facts(state), event)).toBe(to);
    else
      expect(() => next(facts(state), event)).toThrow(
        expect.objectContaining({
          kind: "conflict",
          code: `invoice.cannot-${event}`,
          message: expect.stringMatching(/INV-0007/),
        }),
      );
  });
});

test("an invoice of nothing cannot be approved", () => {
  expect(() => next(facts("draft", { totalPence: 0 }), "approve")).toThrow(/£0\.00/);
});

test("a part-paid invoice says what is paid before it refuses to be void", () => {
  expect(() => next(facts("part_paid"), "void")).toThrow(/£50\.00 is paid on INV-0007\. Reverse/);
});

test("the balance decides the state: paid, part paid, or back to what it was before money came", () => {
  const sentAt = "2026-11-02T09:00:00.000Z";
  expect(byBalance({ totalPence: 100, paidPence: 100 })).toBe("paid");
  expect(byBalance({ totalPence: 100, paidPence: 1, sentAt })).toBe("part_paid");
  expect(byBalance({ totalPence: 100, paidPence: 0, sentAt })).toBe("sent");
  expect(byBalance({ totalPence: 100, paidPence: 0 })).toBe("approved");
});
