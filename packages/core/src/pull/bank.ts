/** F66: what went in and out of the firm's bank accounts in Xero. Read when asked for; nothing of it is kept. */
import { callXero } from "../connection/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { DAY_MS, dayAfter, today } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import type { Page } from "../lib/page.ts";
import { ProviderError } from "../lib/provider/error.ts";
import type { XeroBankTransaction } from "../provider/xero/index.ts";
import type { BankQuery, BankTransaction } from "./schema.ts";

const MAX_DAYS = 366;

/** One page of a hundred, newest first. Both days are included. Throws `ProviderError`. */
export async function getBankTransactions(
  tenantId: string,
  { fromDate, toDate, page = 1 }: { fromDate: string; toDate: string; page?: number },
): Promise<{ items: BankTransaction[]; more: boolean }> {
  const { Xero } = await import("../provider/xero/index.ts");
  const answer = await callXero(tenantId, "interactive", (access) =>
    Xero.bankTransactions(access, { from: fromDate, to: toDate, page }),
  );
  return { items: answer.items.map(toTransaction), more: answer.more };
}

const toTransaction = (one: XeroBankTransaction): BankTransaction => ({
  bankTransactionID: one.id,
  type: one.type,
  contact: { name: one.contactName },
  lineItems: one.lines.map(({ description, quantity, unitAmount, accountCode }) => ({
    description,
    quantity,
    unitAmount,
    accountCode,
  })),
  date: one.on,
  status: one.status,
  reference: one.reference,
  bankAccount: one.accountName ?? one.accountCode,
  reconciled: one.reconciled,
  totalPence: one.totalPence,
  currency: one.currency,
});

/** For staff. Errors: `bank.range` (upside down, or longer than a year), `xero.not-connected`, `xero.busy`, `xero.unavailable`. */
export async function listBankTransactions({ from, to, cursor }: BankQuery): Promise<Page<BankTransaction>> {
  const { tenantId } = requireStaff("invoice:read");
  const toDate = to ?? today();
  const fromDate = from ?? dayAfter(today(), -30);
  const days = (Date.parse(toDate) - Date.parse(fromDate)) / DAY_MS;
  if (days < 0 || days > MAX_DAYS)
    throw new VisibleError("invalid", "bank.range", "Choose a first day before the last one, at most a year apart.", {
      fields: [{ path: "from", message: "must be at most a year before the last day" }],
    });
  const page = Number(cursor ?? 1);
  try {
    const { items, more } = await getBankTransactions(tenantId, { fromDate, toDate, page });
    return { items, nextCursor: more ? String(page + 1) : null };
  } catch (error) {
    throw toVisible(error);
  }
}

/** What a person is told when Xero cannot be read. */
function toVisible(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  const { retryAfterMs } = error.details;
  const wait = retryAfterMs === undefined ? {} : { retryAfterS: Math.max(1, Math.ceil(retryAfterMs / 1000)) };
  switch (error.kind) {
    case "auth":
      return new VisibleError(
        "conflict",
        "xero.not-connected",
        "The firm is not connected with Xero. Connect it in Settings › Integrations.",
        { cause: error },
      );
    case "rate-limit":
      return new VisibleError("rate-limited", "xero.busy", "Xero's limit is used up for the moment. Try again later.", {
        cause: error,
        ...wait,
      });
    case "rejected":
    case "unavailable":
    case "contract":
      return new VisibleError(
        "unavailable",
        "xero.unavailable",
        "Xero does not answer right now. Try again in a few minutes.",
        {
          cause: error,
          ...wait,
        },
      );
  }
}
