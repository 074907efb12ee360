/** Pushing what is due of one firm: contacts, then invoices, then payments. */
import { type Priority } from "../../connection/index.ts";
import { type Budget, hasTime, type LaneOutcome } from "../budget.ts";
import { type SyncItem, waitsForActive } from "../../outbox/record.ts";
import { SYNC_KINDS, type SyncKind } from "../../outbox/schema.ts";
import { firmSync, setupOf } from "../setup/read.ts";
import { pushContacts } from "./contact.ts";
import { dueBatches, releasedBy } from "./due.ts";
import { pushInvoices } from "./invoice.ts";
import { park } from "./park.ts";
import { pushPayments } from "./payment.ts";
import type { Push } from "./send.ts";

const BY_KIND: Readonly<Record<SyncKind, (push: Push, rows: readonly SyncItem[]) => Promise<void>>> = {
  contact: pushContacts,
  invoice: pushInvoices,
  payment: pushPayments,
};

export interface PushOptions {
  priority: Priority;
  /** Only these records. */
  only?: { kind: SyncKind; id: string }[];
  kinds?: readonly SyncKind[];
  everything?: boolean;
  count: (kind: SyncKind, what: "synced" | "failed") => void;
}

/** Throws `ProviderError` when Xero's limit, a lost connection or an outage ends the run. */
export async function pushDue(tenantId: string, budget: Budget, options: PushOptions): Promise<LaneOutcome> {
  const firm = await firmSync(tenantId);
  if (firm.state !== "ready") {
    await park(tenantId);
    return { kind: "idle" };
  }
  const byHand = releasedBy(firm.releasedAllAt);
  const bySelf = (row: SyncItem): boolean => !waitsForActive(row) || byHand(row);
  const released = options.everything ? () => true : firm.autoSync ? bySelf : byHand;
  let push: Push | undefined;
  for (const kind of options.kinds ?? SYNC_KINDS) {
    const ids = options.only?.filter((one) => one.kind === kind).map(({ id }) => id) ?? [undefined];
    for (const id of ids) {
      for await (const rows of dueBatches({ tenantId, kind, released, id })) {
        if (!hasTime(budget)) return { kind: "more" };
        push ??= {
          tenantId,
          xeroTenantId: firm.xeroTenantId,
          setup: await setupOf(tenantId, firm, options.priority),
          priority: options.priority,
          count: options.count,
        };
        await BY_KIND[kind](push, rows);
      }
    }
  }
  return { kind: "idle" };
}
