/**
 * What is overdue: the unpaid invoices whose due day has passed, longest overdue first. They live in three partitions of
 * the index, one for each unpaid state, all in the same order.
 */
import { tenantId } from "../../lib/actor.ts";
import { today } from "../../lib/clock.ts";
import type { Page } from "../../lib/page.ts";
import { mergedPage } from "../../lib/table/merge.ts";
import { type InvoiceItem, InvoiceRow } from "../entity.ts";
import { OPEN_STATES } from "../rule/state.ts";

export function overdue(query: { limit: number; cursor?: string | undefined }): Promise<Page<InvoiceItem>> {
  return mergedPage<InvoiceItem>(query, {
    place: ({ dueOn, id }) => `${dueOn}#${id}`,
    form: /^\d{4}-\d{2}-\d{2}#inv_[0-9A-Z]{26}$/,
    order: "asc",
    read: (after, limit) => {
      const [dueOn = "0", id = ""] = after?.split("#") ?? [];
      return OPEN_STATES.map((state) =>
        InvoiceRow.query
          .byState({ tenantId: tenantId(), state })
          .between({ dueOn, id }, { dueOn: today(), id: "" })
          .go({ limit }),
      );
    },
  });
}
