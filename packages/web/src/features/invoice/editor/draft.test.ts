import { expect, it } from "vitest";
import { type Draft, inWords, liveSum, newDraft, newLine, parseDraft, problemsOf, pruned, toBody } from "./draft.ts";

const client = { id: "cli_01JD0000000000000000000000", name: "Rowan" };
const line = (part: Partial<Draft["lines"][number]>) => ({ ...newLine(), description: "Work", price: "10", ...part });
const draft = (part: Partial<Draft> = {}): Draft => ({ ...newDraft("2026-01-31", client), lines: [line({})], ...part });

it("is due 30 days after it is issued", () => {
  expect(newDraft("2026-01-31").dueOn).toBe("2026-03-02");
});

it("finds nothing wrong with what can be saved, and sends pounds as pence", () => {
  const typed = draft({ lines: [line({ price: "£1,234.5", discount: "", quantity: " 2.5 " })] });
  expect(problemsOf(typed)).toEqual([]);
  expect(toBody(typed).lines[0]).toMatchObject({ unitPricePence: 123_450, discountPercent: "0", quantity: "2.5" });
});

it("says what is wrong in words, one problem a field, with the line's number", () => {
  const typed = draft({
    clientId: "",
    dueOn: "2026-01-30",
    lines: [line({}), line({ description: " ", price: "ten", discount: "101" })],
  });
  expect(problemsOf(typed)).toEqual(
    expect.arrayContaining([
      { path: "clientId", message: "Choose a client" },
      { path: "dueOn", message: "Due date must not be before the issue date" },
      { path: "lines.1.description", message: "Enter the line 2 description" },
      { path: "lines.1.unitPricePence", message: "Enter the line 2 unit price, like 120.50" },
      { path: "lines.1.discountPercent", message: "Enter a percentage from 0 to 100, e.g. 12.5" },
    ]),
  );
  expect(problemsOf(typed)).toHaveLength(5);
  expect(inWords({ path: "dueOn", message: "must not be before the issue date" }).message).toBe(
    "Due date must not be before the issue date",
  );
});

it("drops lines nobody typed into, but keeps one", () => {
  expect(pruned(draft({ lines: [newLine(), line({}), newLine()] })).lines).toHaveLength(1);
  expect(pruned(draft({ lines: [newLine(), newLine()] })).lines).toHaveLength(1);
});

it("totals what is priced, and says how many lines are not", () => {
  const sum = liveSum([
    line({ price: "0.10", quantity: "3" }),
    line({ price: "" }),
    newLine(),
    line({ vatRate: "zero" }),
  ]);
  expect(sum).toMatchObject({ subtotalPence: 1030, vatPence: 6, totalPence: 1036, left: 1 });
  expect(sum.nets).toEqual([30, null, null, 1000]);
});

it("reads back what was kept, and nothing that is no draft", () => {
  const typed = draft();
  expect(parseDraft(JSON.stringify(typed))).toEqual(typed);
  for (const stored of [null, "", "{", "[]", "7", '{"version":"1"}']) expect(parseDraft(stored)).toBeNull();
});
