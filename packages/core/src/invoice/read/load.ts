/** Reads one invoice of the actor's firm, strongly; what is not there and what is another firm's are the same 404. */
import { tenantId } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { type InvoiceItem, InvoiceRow, type Line, LinesRow } from "../entity.ts";

export interface Loaded {
  row: InvoiceItem;
  lines: readonly Line[];
}

/** Row and lines are two items: a read that falls between two commits is repeated, this often at most. */
const MAX_READS = 5;

/** The invoice with its lines. Two requests, at once; two more when somebody saved new lines in between. */
export async function load(id: string): Promise<Loaded> {
  for (let reads = 1; reads <= MAX_READS; reads += 1) {
    const [row, lines] = await Promise.all([
      InvoiceRow.get({ tenantId: tenantId(), id }).go({ consistent: true }),
      LinesRow.get({ tenantId: tenantId(), invoiceId: id }).go({ consistent: true }),
    ]);
    if (!row.data || !lines.data) throw notFound("invoice");
    if (row.data.linesVersion === lines.data.version) return { row: row.data, lines: lines.data.lines };
  }
  throw new Error("the lines of an invoice do not belong to its row");
}

/** The invoice without its lines. One request. */
export async function loadRow(id: string): Promise<InvoiceItem> {
  const { data } = await InvoiceRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("invoice");
  return data;
}

/** Refuses, 404, an invoice that is not the actor's firm's. One request. */
export async function requireInvoice(id: string): Promise<void> {
  await loadRow(id);
}
