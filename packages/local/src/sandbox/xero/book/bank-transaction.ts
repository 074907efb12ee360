/** Money received and spent on a bank account, beside invoices. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Book } from "./book.ts";
import { ContactInput, contactOfDocument, markUsed } from "./contact.ts";
import { dayOf, readDay } from "./date.ts";
import { Invalid, refuse } from "./invalid.ts";
import { buildLines, LineInput, totalsOf } from "./line.ts";
import type { BankTransaction } from "./type.ts";

const text = z.string().nullish();
export const BankTransactionInput = z.object({
  BankTransactionID: text,
  Type: z.enum(["RECEIVE", "SPEND"]).nullish(),
  Status: z.enum(["AUTHORISED", "DELETED"]).nullish(),
  Contact: ContactInput.nullish(),
  BankAccount: z.object({ AccountID: text, Code: text }).nullish(),
  Date: text,
  Reference: text,
  IsReconciled: z.boolean().nullish(),
  LineAmountTypes: z.enum(["Exclusive", "Inclusive", "NoTax"]).nullish(),
  LineItems: z.array(LineInput).nullish(),
});
export type BankTransactionInput = z.infer<typeof BankTransactionInput>;

/** PUT, and POST of one that is new. */
export function createBankTransaction(book: Book, input: BankTransactionInput, unitdp: 2 | 4): BankTransaction {
  const { Type, Contact: contactInput } = input;
  if (!Type || !contactInput) throw new Invalid("A bank transaction needs a Type and a Contact.");
  const day = input.Date ? readDay(input.Date) : dayOf(book.now());
  const types = input.LineAmountTypes ?? "Inclusive";
  const account = book.accounts.find((one) =>
    input.BankAccount?.AccountID ? one.AccountID === input.BankAccount.AccountID : one.Code === input.BankAccount?.Code,
  );
  const side = Type === "RECEIVE" ? "income" : "expense";
  const { lines, faults } = buildLines(book, input.LineItems ?? [], {
    types,
    unitdp,
    side,
    approved: true,
    before: [],
  });
  if (lines.length === 0) faults.push("One or more line items must be specified");
  if (account?.Type !== "BANK" || account.Status !== "ACTIVE") faults.push("The bank account could not be found");
  if (day !== undefined && book.lockedUntil !== null && day <= book.lockedUntil)
    faults.push("The document date cannot be before the period lock date.");
  refuse(faults);
  if (day === undefined || !account) throw new Invalid("The Date is not a valid date.");
  const contact = contactOfDocument(book, contactInput);
  const transaction: BankTransaction = {
    BankTransactionID: randomUUID(),
    Type,
    Status: "AUTHORISED",
    ContactID: contact.ContactID,
    AccountID: account.AccountID,
    Date: day,
    Reference: input.Reference ?? "",
    IsReconciled: input.IsReconciled === true,
    LineAmountTypes: types,
    LineItems: lines,
    ...totalsOf(lines, types),
    CurrencyCode: account.CurrencyCode ?? book.organisation.BaseCurrency,
    UpdatedAtMs: book.now(),
  };
  book.bankTransactions.set(transaction.BankTransactionID, transaction);
  markUsed(book, contact, Type === "RECEIVE" ? "IsCustomer" : "IsSupplier");
  return transaction;
}

/** POST of a known one: the twin only deletes it. */
export function saveBankTransaction(book: Book, input: BankTransactionInput, unitdp: 2 | 4): BankTransaction {
  const known = input.BankTransactionID ? book.bankTransactions.get(input.BankTransactionID.toLowerCase()) : undefined;
  if (!known) return createBankTransaction(book, input, unitdp);
  if (known.Status === "DELETED" || input.Status !== "DELETED")
    throw new Invalid("This sandbox changes a bank transaction in one way only: it deletes it.");
  if (known.IsReconciled) throw new Invalid("This Bank Transaction cannot be edited as it has been reconciled");
  const deleted: BankTransaction = { ...known, Status: "DELETED", UpdatedAtMs: book.now() };
  book.bankTransactions.set(deleted.BankTransactionID, deleted);
  return deleted;
}
