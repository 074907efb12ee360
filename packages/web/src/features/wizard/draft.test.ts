import type { Company } from "@practice-hub/core/company/schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Draft,
  type DraftEvent,
  EMPTY,
  firstOpen,
  isEmpty,
  mayShow,
  parseDraft,
  reduce,
  type Step,
  stepAfter,
  STEPS,
  toClient,
} from "./draft.ts";

const tesco: Company = {
  companyName: "TESCO PLC",
  companyNumber: "00445790",
  companyType: "plc",
  companyStatus: "active",
  companyStatusDetail: null,
  jurisdiction: null,
  registeredOffice: { addressLine1: "Tesco House", city: "Welwyn Garden City", postcode: "AL7 1GA" },
  incorporatedOn: "1947-11-27",
  dissolvedOn: null,
  sicCodes: [],
  accounts: null,
  confirmationStatement: null,
  hasInsolvencyHistory: false,
  hasCharges: false,
  directors: [],
  pscs: [],
  pscStatements: [],
  peopleComplete: true,
  source: "register",
  fetchedAt: "2026-11-23T10:00:00.000Z",
};
const after = (...events: DraftEvent[]): Draft => events.reduce(reduce, EMPTY);
const contact = { name: " Taylor Example ", email: "taylor@tesco.example", phone: "", jobTitle: " " };

test("a company found fills number, name and address, and sends only the number", () => {
  const draft = after(
    { type: "type-chosen", value: "limited_company" },
    { type: "company-found", company: tesco },
    { type: "typed", change: { contact } },
  );
  expect([draft.name, draft.companyNumber, draft.address.postcode]).toEqual(["TESCO PLC", "00445790", "AL7 1GA"]);
  expect(toClient(draft)).toEqual({
    type: "limited_company",
    companyNumber: "00445790",
    contact: { name: "Taylor Example", email: "taylor@tesco.example" },
    people: [],
  });
});

test("what is typed over the register goes along, and only that", () => {
  const found = after({ type: "type-chosen", value: "limited_company" }, { type: "company-found", company: tesco });
  const renamed = reduce(found, { type: "typed", change: { name: "Tesco" } });
  expect(toClient(renamed)).toMatchObject({ name: "Tesco" });
  expect(toClient(renamed)).not.toHaveProperty("registeredOffice");
  const moved = reduce(found, { type: "typed", change: { address: { ...found.address, city: "Hatfield" } } });
  expect(toClient(moved)).toMatchObject({
    registeredOffice: { addressLine1: "Tesco House", city: "Hatfield", postcode: "AL7 1GA" },
  });
});

test("typed by hand, the number, name and address are all sent", () => {
  const draft = after(
    { type: "type-chosen", value: "limited_company" },
    { type: "by-hand", companyNumber: "445790" },
    { type: "typed", change: { name: "Tesco PLC" } },
  );
  expect(toClient(draft)).toMatchObject({ companyNumber: "445790", name: "Tesco PLC" });
});

test("a sole trader never carries the number of a company looked up before", () => {
  const draft = after(
    { type: "type-chosen", value: "limited_company" },
    { type: "company-found", company: tesco },
    { type: "type-chosen", value: "sole_trader" },
  );
  expect(toClient(draft)).not.toHaveProperty("companyNumber");
  expect(reduce(draft, { type: "type-chosen", value: "limited_company" }).company).toEqual(tesco);
});

test("another type asks for the details again and keeps the other answers", () => {
  const draft = after(
    { type: "type-chosen", value: "llp" },
    ...STEPS.slice(0, 4).map((step): DraftEvent => ({ type: "step-done", step })),
  );
  expect(firstOpen(draft)).toBe("check");
  expect(firstOpen(reduce(draft, { type: "type-chosen", value: "individual" }))).toBe("details");
});

const person = fc.record({ name: fc.string({ minLength: 1 }), role: fc.string() });
const event: fc.Arbitrary<DraftEvent> = fc.oneof(
  fc.record({
    type: fc.constant("type-chosen" as const),
    value: fc.constantFrom("limited_company" as const, "llp" as const, "sole_trader" as const, "charity" as const),
  }),
  fc.constant({ type: "company-found" as const, company: tesco }),
  fc.constant({ type: "company-cleared" as const }),
  fc.record({ type: fc.constant("by-hand" as const), companyNumber: fc.string() }),
  fc.record({ type: fc.constant("person-added" as const), person }),
  fc.record({ type: fc.constant("person-removed" as const), index: fc.nat(4) }),
  fc.record({ type: fc.constant("step-done" as const), step: fc.constantFrom(...STEPS) }),
  fc.record({ type: fc.constant("typed" as const), change: fc.record({ name: fc.string(), lookup: fc.string() }) }),
);

test("whatever is pressed, a step is shown only when all before it are answered, and the draft survives a reload", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const draft = events.reduce(reduce, EMPTY);
      for (const step of STEPS) {
        const before = STEPS.slice(0, STEPS.indexOf(step)).every((one: Step) => draft.done.includes(one));
        expect(mayShow(draft, step)).toBe(before);
      }
      expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
      expect(reduce(draft, { type: "discarded" })).toEqual(EMPTY);
    }),
  );
});

test("moving between steps loses nothing that was typed", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom(...STEPS), (name, email, step) => {
      const typed = after({ type: "typed", change: { name, contact: { ...EMPTY.contact, email } } });
      const moved = reduce(typed, { type: "step-done", step });
      expect([moved.name, moved.contact.email]).toEqual([name, email]);
      expect(STEPS).toContain(stepAfter(step));
    }),
  );
});

test("a stored draft of another shape is not taken", () => {
  expect(parseDraft(null)).toBeNull();
  expect(parseDraft("{")).toBeNull();
  expect(parseDraft("[]")).toBeNull();
  expect(parseDraft('{"type":null}')).toBeNull();
  expect(parseDraft(JSON.stringify({ ...EMPTY, people: "x" }))).toBeNull();
  expect(isEmpty(EMPTY)).toBe(true);
});
