/**
 * What is overdue: the unpaid invoices whose due day has passed, longest overdue first. They live in three partitions of
 * the index, one for each unpaid state, all in the same order; one page of each is read and the three are merged.
 */
import { tenantId } from "../../lib/actor.ts";
import { today } from "../../lib/clock.ts";
import { VisibleError } from "../../lib/error.ts";
import type { Page } from "../../lib/page.ts";
import { type InvoiceItem, InvoiceRow } from "../entity.ts";
import { OPEN_STATES } from "../rule/state.ts";
import { toSummary } from "../rule/view.ts";
import type { InvoiceSummary } from "../schema.ts";

/** Where an invoice stands in the order: the cursor of the page that ends with it. */
const place = ({ dueOn, id }: Pick<InvoiceItem, "dueOn" | "id">): string => `${dueOn}#${id}`;
const PLACE = /^(\d{4}-\d{2}-\d{2})#(inv_[0-9A-Z]{26})$/;

export async function overdue(query: { limit: number; cursor?: string | undefined }): Promise<Page<InvoiceSummary>> {
  const after = query.cursor === undefined ? { dueOn: "0", id: "" } : readCursor(query.cursor);
  const pages = await Promise.all(
    OPEN_STATES.map((state) =>
      InvoiceRow.query
        .byState({ tenantId: tenantId(), state })
        // The row the cursor names may come again at the front, hence one more than asked; so does the one that says "more".
        .between(after, { dueOn: today(), id: "" })
        .go({ limit: query.limit + 2 }),
    ),
  );
  const rows = pages
    .flatMap((page) => page.data)
    .filter((row) => place(row) > place(after) && row.dueOn < today())
    .toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items: items.map(toSummary), nextCursor: rows.length > items.length && last ? toCursor(place(last)) : null };
}

const toCursor = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

/** The tenant is never taken from a cursor, and anything but a place is refused. */
function readCursor(cursor: string): { dueOn: string; id: string } {
  const [, dueOn, id] = PLACE.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (dueOn !== undefined && id !== undefined) return { dueOn, id };
  throw new VisibleError("invalid", "cursor.invalid", "This page link is no longer valid. Start from the first page.");
}
