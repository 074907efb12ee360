import { activity } from "../activity/index.ts";
import { loadProfile } from "../firm/index.ts";
import { DEFAULT_TERMS_DAYS } from "../firm/schema.ts";
import { requireStaff, type StaffActor } from "../lib/actor.ts";
import { dayAfter, nowIso, today } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { formatPence } from "../lib/text/money.ts";
import { numberOf, takeNumber, withNextNumber } from "../lib/table/sequence.ts";
import { transact, write } from "../lib/table/transact.ts";
import { billable } from "./client.ts";
import { type InvoiceItem, InvoiceRow, type Line, LinesRow } from "./entity.ts";
import { INVOICE_NUMBER } from "./number.ts";
import { checkDates, sums, toLines } from "./rule/change.ts";
import { toInvoice } from "./rule/view.ts";
import { type Invoice, InvoiceCreate, type InvoiceCreateInput } from "./schema.ts";

/**
 * Makes a draft with the firm's next number. Invoice, lines, number, uniqueness and audit row are one transaction: four
 * requests when no other process makes one at the same moment. Errors: `client.not-found`, `invoice.client-archived`,
 * `invoice.too-large`, `invoice.due-before-issue`, `invoice.busy`.
 */
export async function create(input: InvoiceCreateInput): Promise<Invoice> {
  const actor = requireStaff("invoice:write");
  const typed = InvoiceCreate.parse(input);
  const [client, profile] = await Promise.all([billable(typed.clientId), loadProfile()]);
  const lines = toLines(typed.lines, [], () => newId("lin"));
  return withNextNumber(INVOICE_NUMBER, actor.tenantId, async (n) => {
    const row = decide(typed, lines, {
      actor,
      clientName: client.name,
      number: numberOf(INVOICE_NUMBER, n),
      termsDays: profile?.termsDays ?? DEFAULT_TERMS_DAYS,
      terms: typed.terms === undefined ? profile?.terms : typed.terms,
    });
    const answer = toInvoice(row, lines);
    await transact([
      ...takeNumber(INVOICE_NUMBER, actor.tenantId, n, row.id),
      write(InvoiceRow.create(row)),
      write(LinesRow.create({ tenantId: actor.tenantId, invoiceId: row.id, version: row.version, lines })),
      activity({
        entityType: "invoice",
        entityId: row.id,
        clientId: client.id,
        action: "invoice.created",
        summary: `Invoice ${row.number} drafted, ${formatPence(row.totalPence)} with VAT`,
      }),
      ...settled(answer),
    ]);
    return answer;
  });
}

interface Known {
  actor: StaffActor;
  clientName: string;
  number: string;
  termsDays: number;
  terms: string | null | undefined;
}

/** The row of a new draft. Its id is made at the last moment, so that ids and numbers sort alike. */
function decide(
  typed: InvoiceCreate,
  lines: readonly Line[],
  { actor, clientName, number, termsDays, terms }: Known,
): InvoiceItem {
  const at = nowIso();
  const issueOn = typed.issueOn ?? today();
  const dates = { issueOn, dueOn: typed.dueOn ?? dayAfter(issueOn, termsDays) };
  checkDates(dates);
  return {
    tenantId: actor.tenantId,
    id: newId("inv"),
    number,
    clientId: typed.clientId,
    clientName,
    state: "draft",
    currency: typed.currency,
    ...dates,
    ...(terms ? { terms } : {}),
    ...(typed.poNumber ? { poNumber: typed.poNumber } : {}),
    ...(typed.notes ? { notes: typed.notes } : {}),
    ...sums(lines),
    paidPence: 0,
    linesVersion: 1,
    version: 1,
    createdAt: at,
    updatedAt: at,
    createdBy: actor.userId,
  };
}
