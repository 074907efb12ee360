import type { PlanItem } from "@practice-hub/core/sync/schema";
import { expect, test } from "vitest";
import { causesOf, changing, going, groupsOf } from "./group.ts";

const item = (action: PlanItem["action"], over: Partial<PlanItem> = {}): PlanItem => ({
  kind: "invoice",
  id: `inv_${action}`,
  label: action,
  clientId: "cli_1",
  invoiceId: null,
  action,
  changes: [],
  reasons: [],
  after: null,
  amountPence: null,
  ...over,
});
const ALL = (["create", "update", "void", "delete", "none", "refuse", "wait", "conflict"] as const).map((one) =>
  item(one),
);

test("every record of a plan is shown in one group, and what goes is all but what cannot or must be decided", () => {
  expect(
    groupsOf(ALL)
      .flatMap(({ items }) => items.map(({ action }) => action))
      .toSorted(),
  ).toEqual(ALL.map(({ action }) => action).toSorted());
  expect(going(ALL).map(({ action }) => action)).toEqual(["create", "update", "void", "delete", "none", "wait"]);
  expect(changing(ALL).map(({ action }) => action)).toEqual(["create", "update", "void", "delete"]);
});

test("a record refused for two reasons stands under both, and a cause has a sentence only when all share it", () => {
  const locked = { code: "period-locked", words: "Locked." };
  const refused = [
    item("refuse", { id: "inv_a", reasons: [{ code: "number-taken", words: "A is taken." }, locked] }),
    item("refuse", { id: "inv_b", reasons: [{ code: "number-taken", words: "B is taken." }] }),
  ];
  expect(causesOf(refused).map(({ code, words, items }) => [code, words, items.length])).toEqual([
    ["number-taken", null, 2],
    ["period-locked", "Locked.", 1],
  ]);
});
