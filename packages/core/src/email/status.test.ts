import fc from "fast-check";
import { expect, it } from "vitest";
import { afterEvent, type Happened, type Outcome } from "./status.ts";

const start: Outcome = { status: "queued", events: [] };
const all = (events: readonly Happened[], from = start): Outcome => events.reduce(afterEvent, from);

const instant = fc.integer({ min: 0, max: 30 }).map((s) => new Date(1_800_000_000_000 + s * 1000).toISOString());
const happened: fc.Arbitrary<Happened> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      "email.sent",
      "email.delivered",
      "email.delivery_delayed",
      "email.complained",
      "email.failed",
      "email.suppressed",
      "email.opened",
    ),
    at: instant,
  }),
  fc.record({ type: fc.constant("email.bounced"), at: instant, detail: fc.constantFrom("Permanent", "Transient") }),
);

it("ends in the same state for any order and any repetition of the same events", () => {
  const shuffledWithRepeats = fc
    .array(happened, { minLength: 1, maxLength: 30 })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events, ...events], { minLength: events.length * 3 }),
      ),
    );
  fc.assert(
    fc.property(
      shuffledWithRepeats,
      fc.constantFrom<Outcome>(start, { ...start, status: "sent" }),
      ([events, shuffled], from) => {
        expect(all(shuffled, from)).toEqual(all(events, from));
      },
    ),
    { numRuns: 2000 },
  );
});

const seconds = (s: number) => new Date(1_800_000_000_000 + s * 1000).toISOString();

it.each<[string, Happened[], string]>([
  [
    "delivered before sent",
    [
      { type: "email.delivered", at: seconds(2) },
      { type: "email.sent", at: seconds(1) },
    ],
    "delivered",
  ],
  [
    "a bounce after delivery",
    [
      { type: "email.delivered", at: seconds(1) },
      { type: "email.bounced", at: seconds(2) },
    ],
    "bounced",
  ],
  [
    "delivery told after the complaint",
    [
      { type: "email.complained", at: seconds(3) },
      { type: "email.delivered", at: seconds(1) },
    ],
    "complained",
  ],
  [
    "failed after sent",
    [
      { type: "email.failed", at: seconds(2) },
      { type: "email.sent", at: seconds(1) },
    ],
    "failed",
  ],
  ["only a delay", [{ type: "email.delivery_delayed", at: seconds(1) }], "queued"],
])("%s makes the mail %s", (_, events, status) => {
  expect(all(events).status).toBe(status);
});

it("takes the provider's word over our own giving up", () => {
  const given = { ...start, status: "failed" as const, lastErrorCode: "unavailable", failedAt: seconds(0) };
  expect(all([{ type: "email.delivered", at: seconds(1) }], given)).toMatchObject({
    status: "delivered",
    lastErrorCode: undefined,
  });
});

it("tells a full mailbox from a wrong address", () => {
  const bounce = (detail: string) => all([{ type: "email.bounced", at: seconds(1), detail }]).lastErrorCode;
  expect(bounce("Permanent")).toBe("bounced");
  expect(bounce("Transient")).toBe("bounced-transient");
});

it("keeps at most the newest twenty events", () => {
  const many = Array.from({ length: 50 }, (_, s) => ({ type: "email.delivery_delayed", at: seconds(s) }));
  expect(all(many.toReversed()).events.map((event) => event.at)).toEqual(many.slice(-20).map((event) => event.at));
});
