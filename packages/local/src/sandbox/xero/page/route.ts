/** The pages and what their buttons do. A refusal of the books is shown where it happened, and nothing is changed. */
import type { Context, Hono } from "hono";
import { sandboxPage } from "../../kit.ts";
import { createBankTransaction } from "../book/bank-transaction.ts";
import type { Book } from "../book/book.ts";
import { createContact, mergeContact, saveContact } from "../book/contact.ts";
import { readDay } from "../book/date.ts";
import { creditInvoice } from "../book/credit-note.ts";
import { Invalid } from "../book/invalid.ts";
import { InvoiceInput, saveInvoice } from "../book/invoice.ts";
import { createPayment, deletePayment } from "../book/payment.ts";
import type { Contact, Invoice } from "../book/type.ts";
import type { Twin } from "../twin.ts";
import { WEBHOOK_MODES } from "../webhook/event.ts";
import type { Postman } from "../webhook/postman.ts";
import { booksPage } from "./books.ts";
import { ADDRESS, ADDRESS_TYPE, contactPage, PHONE_TYPE, TEXTS } from "./contact.ts";
import { homePage } from "./home.ts";

type Form = (name: string) => string;
const QUIET = { done: "", fault: "" };

export function pages(app: Hono, { twin, postman }: { twin: Twin; postman: Postman }): void {
  const gone = (c: Context) => c.html(sandboxPage("Xero: not found", '<p><a href="/">All organisations</a></p>'), 404);
  const said = (c: Context) => ({ ...QUIET, done: c.req.query("done") ?? "" });
  const showBooks = (book: Book, words = QUIET): string =>
    booksPage(book, twin.connections.find((one) => one.organisationId === book.id) !== undefined, words);

  /** A button: does `work` as one change, then shows the books and what was done. */
  const button = (path: string, work: (book: Book, form: Form, c: Context) => string) =>
    app.post(`/__books/:org${path}`, async (c) => {
      const book = twin.book(c.req.param("org"));
      if (!book) return gone(c);
      const sent = await c.req.parseBody();
      const form: Form = (name) => {
        const value = sent[name];
        return typeof value === "string" ? value.trim() : "";
      };
      try {
        const done = twin.store.atomically(() => work(book, form, c));
        return c.redirect(`/__books/${book.id}?done=${encodeURIComponent(done)}`, 303);
      } catch (error) {
        if (error instanceof Invalid) return c.html(showBooks(book, { done: "", fault: error.message }), 400);
        throw error;
      }
    });

  app.get("/", (c) => c.html(homePage(twin, postman, said(c))));
  app.get("/__books/:org", (c) => {
    const book = twin.book(c.req.param("org"));
    return book ? c.html(showBooks(book, said(c))) : gone(c);
  });
  app.get("/__books/:org/contact/:id", (c) => {
    const book = twin.book(c.req.param("org"));
    const contact = book?.contacts.get(c.req.param("id"));
    return book && contact ? c.html(contactPage(book, contact, said(c))) : gone(c);
  });

  const contactOf = (book: Book, c: Context): Contact => known(book.contacts.get(c.req.param("id") ?? ""));
  const invoiceOf = (book: Book, c: Context): Invoice => known(book.invoices.get(c.req.param("id") ?? ""));

  button("/contact", (book, form) => {
    const made = createContact(book, { Name: form("name"), EmailAddress: form("email") });
    return `${made.Name} is a contact.`;
  });
  button("/contact/:id", (book, form, c) => {
    const texts = Object.fromEntries(TEXTS.map(([name]) => [name, form(name)]));
    const address = Object.fromEntries(ADDRESS.map(([name]) => [name, form(name)]));
    const saved = saveContact(book, {
      ...texts,
      ContactID: contactOf(book, c).ContactID,
      Name: form("Name"),
      Phones: [{ PhoneType: PHONE_TYPE, PhoneNumber: form("PhoneNumber") }],
      Addresses: [{ AddressType: ADDRESS_TYPE, ...address }],
    });
    return `${saved.Name} is saved.`;
  });
  button("/contact/:id/status", (book, form, c) => {
    const status = form("status") === "ARCHIVED" ? "ARCHIVED" : "ACTIVE";
    const saved = saveContact(book, { ContactID: contactOf(book, c).ContactID, ContactStatus: status });
    return `${saved.Name} is ${status === "ACTIVE" ? "active" : "archived"}.`;
  });
  button("/contact/:id/merge", (book, form, c) => {
    const [from, into] = [contactOf(book, c), known(book.contacts.get(form("into")))];
    mergeContact(book, from, into);
    return `${from.Name} is merged into ${into.Name}.`;
  });

  button("/invoice/:id/status", (book, form, c) => {
    const invoice = invoiceOf(book, c);
    const input = InvoiceInput.safeParse({ InvoiceID: invoice.InvoiceID, Status: form("status") });
    if (!input.success) throw new Invalid("There is no such status.");
    return `${invoice.InvoiceNumber} is ${saveInvoice(book, input.data, 4).Status}.`;
  });
  button("/invoice/:id/payment", (book, form, c) => {
    const invoice = invoiceOf(book, c);
    const payment = createPayment(book, {
      Invoice: { InvoiceID: invoice.InvoiceID },
      Account: { Code: form("bank") },
      Amount: Number(form("amount")),
      Date: form("date"),
    });
    return `${payment.Amount.toFixed(2)} is recorded on ${invoice.InvoiceNumber}.`;
  });
  button("/invoice/:id/credit", (book, form, c) => {
    const note = creditInvoice(book, invoiceOf(book, c), Number(form("amount")));
    return `${note.CreditNoteNumber} of ${note.Total.toFixed(2)} is made.`;
  });
  button("/payment/:id/delete", (book, _, c) => {
    deletePayment(book, known(book.payments.get(c.req.param("id") ?? "")));
    return "The payment is removed.";
  });
  button("/bank-transaction", (book, form) => {
    const made = createBankTransaction(
      book,
      {
        Type: form("type") === "SPEND" ? "SPEND" : "RECEIVE",
        Contact: { ContactID: form("contact") },
        BankAccount: { Code: form("bank") },
        Date: form("date"),
        Reference: form("reference"),
        LineAmountTypes: "NoTax",
        LineItems: [
          {
            Description: form("reference") || "Bank transaction",
            UnitAmount: Number(form("amount")),
            AccountCode: form("account"),
          },
        ],
      },
      2,
    );
    return `${made.Total.toFixed(2)} is ${made.Type === "SPEND" ? "spent" : "received"}.`;
  });
  button("/lock", (book, form) => {
    const day = (name: string): string | null => readDay(form(name)) ?? null;
    book.change({ PeriodLockDate: day("period"), EndOfYearLockDate: day("endOfYear") });
    return "The lock dates are set.";
  });
  button("/disconnect", (book) => {
    for (const connection of twin.connections.all())
      if (connection.organisationId === book.id) twin.connections.delete(connection.id);
    return "Practice Hub is disconnected.";
  });

  const home = (c: Context, done: string) => c.redirect(`/?done=${encodeURIComponent(done)}`, 303);
  app.post("/__hooks/mode", async (c) => {
    const { mode } = await c.req.parseBody();
    postman.events.setMode(WEBHOOK_MODES.find((one) => one === mode) ?? "normal");
    return home(c, `Deliveries: ${postman.events.modeOf("all")}.`);
  });
  app.post("/__hooks/flush", async (c) => {
    await postman.flush();
    return home(c, `Delivered; ${postman.events.waiting.size} events still wait.`);
  });
  app.post("/__hooks/intent", async (c) => {
    const { proven, statuses } = await postman.prove();
    return home(
      c,
      `Answered ${statuses.map((status) => status ?? "nothing").join(", ")}: ${proven ? "proven" : "not proven, the subscription is off"}.`,
    );
  });
}

function known<T>(record: T | undefined): T {
  if (record === undefined) throw new Invalid("It is not there any more.");
  return record;
}
