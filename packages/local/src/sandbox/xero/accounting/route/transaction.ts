/** `/BankTransactions`, and `/CreditNotes` for reading. */
import type { Hono } from "hono";
import { BankTransactionInput, createBankTransaction, saveBankTransaction } from "../../book/bank-transaction.ts";
import type { Book } from "../../book/book.ts";
import { wireBankTransaction, wireCreditNote } from "../../book/wire.ts";
import type { Wire } from "../../query/where.ts";
import type { Store } from "../../../store.ts";
import type { Ask, Env } from "../door.ts";
import { alone, read } from "../read.ts";
import { unitdp, written, type WriteRules } from "../write.ts";

const READ: [plural: string, idField: string, of: (book: Book) => Wire[]][] = [
  [
    "BankTransactions",
    "BankTransactionID",
    (book) => book.bankTransactions.all().map((one) => wireBankTransaction(book, one)),
  ],
  ["CreditNotes", "CreditNoteID", (book) => book.creditNotes.all().map((one) => wireCreditNote(book, one))],
];

export function transactionRoutes(app: Hono<Env>, store: Store): void {
  for (const [plural, idField, of] of READ) {
    app.get(`/${plural}`, (c) => read(c, { plural, idField, records: of(c.get("book")) }));
    app.get(`/${plural}/:id`, (c) => {
      const id = c.req.param("id").toLowerCase();
      return alone(
        c,
        plural,
        of(c.get("book")).find((record) => record[idField] === id),
      );
    });
  }
  const rules = (c: Ask, save: typeof saveBankTransaction): WriteRules<BankTransactionInput> => ({
    plural: "BankTransactions",
    idField: "BankTransactionID",
    schema: BankTransactionInput,
    write: (book, input) => wireBankTransaction(book, save(book, input, unitdp(c))),
  });
  app.put("/BankTransactions", (c) => written(c, store, rules(c, createBankTransaction)));
  app.post("/BankTransactions", (c) => written(c, store, rules(c, saveBankTransaction)));
}
