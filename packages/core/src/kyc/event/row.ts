/** A webhook event of LEM Verify as it is kept: ids and what came of it, never what it said. Access patterns: docs/data-model/event.md. */

export interface LemEventItem {
  provider: "lemverify";
  eventId: string;
  receivedAt: string;
  createdAt: string;
  /** `quarantined`: it names no check, or another one than it is about. */
  outcome: "applied" | "quarantined";
  /** `taken`, `late` when something newer was known, `fetch` when the result is fetched; or why it is quarantined. */
  code: string;
  /** As the provider calls it. Absent, as all below, while nobody knows whose it is. */
  type?: string;
  tenantId?: string;
  clientId?: string;
  verificationId?: string;
  /** How often it came again, and when last. */
  repeats?: number;
  repeatedAt?: string;
}

export const lemEventKey = (id: string) => ({ pk: `g#event#lemverify#${id}`, sk: "event" });

/** The partition of gsi3 with a firm's events of LEM Verify: apart from the other events, because fewer people may see them. */
export const lemEventsOf = (tenantId: string): string => `t#${tenantId}#event#lemverify`;
