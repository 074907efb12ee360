import { expect, it } from "vitest";
import { decisionOf, proposed, sureOf } from "./choice.ts";
import type { MatchRow } from "./query.ts";

const contact = { id: "c1", name: "Ash", email: null, companyNumber: null, number: null, active: true };
const row = (over: Partial<MatchRow> = {}): MatchRow => ({
  clientId: "cli_1",
  name: "Ash",
  email: null,
  companyNumber: null,
  decision: null,
  problem: null,
  broken: false,
  suggestions: [{ contact, by: "company-number", sure: true }],
  ...over,
});
const doubtful = row({ suggestions: [{ contact, by: "email", sure: false }] });

it("proposes only what is sure, and never against what somebody said", () => {
  expect(proposed(row())).toEqual({ action: "link", contact });
  expect(proposed(doubtful)).toBeNull();
  expect(proposed(row({ decision: "create" }))).toEqual({ action: "create" });
  expect(sureOf([row(), doubtful, row({ decision: "create" }), row({ decision: "ignore" })])).toEqual([
    { clientId: "cli_1", action: "link", contactId: "c1" },
  ]);
});

it("saves what changes and nothing else", () => {
  expect(decisionOf(doubtful, null)).toBeNull();
  expect(decisionOf(row({ decision: "ignore" }), { action: "ignore" })).toBeNull();
  expect(decisionOf(row({ decision: "ignore" }), { action: "create" })).toEqual({
    clientId: "cli_1",
    action: "create",
  });
});
