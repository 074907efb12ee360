import { SetupState } from "@practice-hub/core/sync/schema";
import { SYNC_KINDS, SYNC_STATUSES } from "@practice-hub/core/outbox/schema";
import { expect, test } from "vitest";
import { standingOf } from "./standing.ts";

const READY = { state: "ready", autoSync: true } as const;
const place = (status: (typeof SYNC_STATUSES)[number], code: string | null = null, reason: string | null = null) => ({
  status,
  code,
  reason,
});

test("every status of every kind has a label and an icon of its own, and what is wrong has a fix", () => {
  for (const kind of SYNC_KINDS)
    for (const state of SetupState.options) {
      const firm = { state, autoSync: true };
      const all = SYNC_STATUSES.map((status) => standingOf(kind, place(status, "rejected", "No."), firm));
      expect(new Set(all.map((one) => one?.label)).size).toBe(SYNC_STATUSES.length);
      expect(new Set(all.map((one) => one?.icon)).size).toBe(SYNC_STATUSES.length);
      for (const [index, status] of SYNC_STATUSES.entries())
        if (status === "error" || status === "conflict" || status === "pending") expect(all[index]?.fix).not.toBeNull();
    }
});

test("trying again is offered only when it can help: before that comes what keeps the firm from Xero", () => {
  const failed = place("error", "rejected", "Xero says no.");
  expect(standingOf("invoice", failed, READY)).toMatchObject({ reason: "Xero says no.", fix: { to: "retry" } });
  expect(standingOf("invoice", failed, { state: "not-connected", autoSync: true })?.fix?.to).toBe("connection");
  expect(standingOf("invoice", place("error", "account-unusable"), READY)?.fix?.to).toBe("mapping");
  expect(standingOf("contact", place("error", "contact-archived"), READY)?.fix?.to).toBe("matching");
  expect(standingOf("invoice", place("error", "contact-archived"), READY)?.fix?.to).toBe("retry");
  expect(standingOf("invoice", null, READY)).toBeNull();
});

test("what waits says for what: an approval, a person of the firm, or the next minute", () => {
  const held = place("pending", "client-not-active");
  expect(standingOf("contact", held, READY)?.reason).toContain("once the client is active");
  expect(standingOf("contact", held, { ...READY, autoSync: false })?.reason).toContain("when somebody says so");
  expect(standingOf("contact", place("pending"), READY)?.reason).toContain("within a minute");
});
