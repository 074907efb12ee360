import { expect, it } from "vitest";
import { type Draft, lineOf, liveSum, newDraft, newLine, problemsOf, PROPOSAL_DRAFT, toBody } from "./draft.ts";

const client = { id: "cli_01JD0000000000000000000000", name: "Rowan" };
const line = (part: Partial<Draft["lines"][number]>) => ({ ...newLine(), name: "Payroll", price: "10", ...part });
const draft = (part: Partial<Draft> = {}): Draft => ({
  ...newDraft("2026-01-31", client),
  title: "Payroll",
  lines: [line({})],
  ...part,
});

it("finds nothing wrong with what can be saved, and sends pounds as pence", () => {
  const typed = draft({ lines: [line({ price: "£1,234.5", quantity: " 2.5 ", description: " " })] });
  expect(problemsOf(typed)).toEqual([]);
  expect(toBody(typed)).toMatchObject({
    validUntilOn: "2026-03-02",
    lines: [{ unitPricePence: 123_450, quantity: "2.5", description: null, billing: "monthly" }],
  });
});

it("says what is wrong in words, one problem a field, with the service's number", () => {
  const typed = draft({ clientId: "", title: " ", lines: [line({}), line({ name: " ", price: "-1", quantity: "0" })] });
  expect(problemsOf(typed)).toEqual([
    { path: "clientId", message: "Choose a client" },
    { path: "title", message: "Enter the title" },
    { path: "lines.1.name", message: "Enter the service 2 name" },
    { path: "lines.1.quantity", message: "Service 2 quantity must be above 0" },
    {
      path: "lines.1.unitPricePence",
      message: "Service 2 price must not be negative",
    },
  ]);
});

it("takes over a service's words and price, and forgets lines nobody typed into", () => {
  const picked = lineOf({
    id: "svc_01JD0000000000000000000000",
    name: "VAT return",
    description: null,
    unitPricePence: 12_345,
    billing: "annual",
    vatRate: "reduced",
    archived: false,
    version: 1,
    createdAt: "",
    updatedAt: "",
  });
  expect(picked).toMatchObject({ name: "VAT return", price: "123.45", billing: "annual", vatRate: "reduced" });
  expect(PROPOSAL_DRAFT.pruned(draft({ lines: [newLine(), picked, newLine()] })).lines).toEqual([picked]);
});

it("totals each billing by itself, and says how many lines are not priced yet", () => {
  const sum = liveSum([line({ price: "0.10", quantity: "3" }), line({ price: "" }), line({ billing: "one_off" })]);
  expect(sum).toMatchObject({ left: 1, nets: [30, null, 1000], firstYearPence: 12 * 36 + 1200 });
  expect(sum.byBilling.monthly.totalPence).toBe(36);
});

it("reads back what was kept, and nothing that is no draft", () => {
  const typed = draft();
  expect(PROPOSAL_DRAFT.parse(JSON.stringify(typed))).toEqual(typed);
  for (const stored of [null, "{", "[]", '{"version":"1"}']) expect(PROPOSAL_DRAFT.parse(stored)).toBeNull();
});
