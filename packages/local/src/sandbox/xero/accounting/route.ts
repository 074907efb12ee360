/** The routes of the accounting API that the twin has. */
import { Hono, type Context } from "hono";
import { BankTransactionInput, createBankTransaction, saveBankTransaction } from "../book/bank-transaction.ts";
import { answersTo, ContactInput, contactBy, createContact, saveContact } from "../book/contact.ts";
import { Invalid } from "../book/invalid.ts";
import { createInvoice, InvoiceInput, invoiceBy, saveInvoice } from "../book/invoice.ts";
import { createPayment, deletePayment, PaymentInput } from "../book/payment.ts";
import {
  wireAccount,
  wireBankTransaction,
  wireContact,
  wireCreditNote,
  wireInvoice,
  wireOrganisation,
  wirePayment,
  wireTaxRate,
} from "../book/wire.ts";
import { QueryFault, type Wire } from "../query/where.ts";
import type { Store } from "../store.ts";
import { documentRoutes, pdfOf } from "./document.ts";
import type { Env } from "./door.ts";
import { answered, refusedElement, validationException } from "./envelope.ts";
import { read } from "./read.ts";
import { missing, wrong } from "./refusal.ts";
import { written, type WriteRules } from "./write.ts";

type Ask = Context<Env>;

const unitdp = (c: Context): 2 | 4 => (c.req.query("unitdp") === "4" ? 4 : 2);
const alone = (c: Ask, plural: string, record: Wire | undefined): Response =>
  record ? answered(c, plural, { records: [record] }, c.get("book").now()) : missing(c);

/** Below `/api.xro/2.0`, behind the door. */
export function accounting(store: Store): Hono<Env> {
  const app = new Hono<Env>();
  const write =
    <Input>(rules: (c: Ask) => WriteRules<Input>) =>
    (c: Ask) =>
      written(c, c.get("book"), store, rules(c));
  app.onError((error, c) => {
    if (error instanceof QueryFault)
      return wrong(c, { type: "QueryParseException", number: 16, message: error.message });
    if (error instanceof Invalid) return c.json(validationException([refusedElement({}, "ID", error.messages)]), 400);
    throw error;
  });

  settings(app);

  app.get("/Contacts", (c) => {
    const archived = (c.req.query("includeArchived") ?? "").toLowerCase() === "true";
    const contacts = c.get("book").contacts.all();
    const term = (c.req.query("searchTerm") ?? "").toLowerCase();
    const records = contacts
      .filter((contact) => (archived || contact.ContactStatus === "ACTIVE") && answersTo(contact, term))
      .map(wireContact);
    return read(c, c.get("book"), { plural: "Contacts", idField: "ContactID", records, filters: { IDs: "ContactID" } });
  });
  const contacts = { plural: "Contacts", idField: "ContactID", schema: ContactInput };
  app.put(
    "/Contacts",
    write(() => ({ ...contacts, write: (book, input) => wireContact(createContact(book, input)) })),
  );
  const saved = {
    ...contacts,
    write: (book, input) => wireContact(saveContact(book, input)),
  } satisfies WriteRules<ContactInput>;
  app.post(
    "/Contacts",
    write(() => saved),
  );
  app.get("/Contacts/:id", (c) => {
    const contact = contactBy(c.get("book"), c.req.param("id"));
    return alone(c, "Contacts", contact && wireContact(contact));
  });
  app.post("/Contacts/:id", (c) => {
    const contact = contactBy(c.get("book"), c.req.param("id"));
    if (!contact) return missing(c);
    return written(c, c.get("book"), store, { ...saved, given: { ContactID: contact.ContactID } });
  });

  app.get("/Invoices", (c) => {
    const book = c.get("book");
    const lines = c.req.query("page") !== undefined && c.req.query("summaryOnly") !== "true";
    const records = book.invoices.all().map((invoice) => wireInvoice(book, invoice, lines));
    return read(c, book, {
      plural: "Invoices",
      idField: "InvoiceID",
      records,
      filters: {
        IDs: "InvoiceID",
        InvoiceNumbers: "InvoiceNumber",
        ContactIDs: "Contact.ContactID",
        Statuses: "Status",
      },
    });
  });
  const invoices = { plural: "Invoices", idField: "InvoiceID", schema: InvoiceInput };
  app.put(
    "/Invoices",
    write<InvoiceInput>((c) => ({
      ...invoices,
      write: (book, input) => wireInvoice(book, createInvoice(book, input, unitdp(c))),
    })),
  );
  const savedInvoice = (c: Ask): WriteRules<InvoiceInput> => ({
    ...invoices,
    write: (book, input) => wireInvoice(book, saveInvoice(book, input, unitdp(c))),
  });
  app.post("/Invoices", write(savedInvoice));
  app.get("/Invoices/:id", (c) => {
    const invoice = invoiceBy(c.get("book"), c.req.param("id"));
    if (invoice && c.req.header("accept") === "application/pdf")
      return c.body(pdfOf(invoice), 200, { "content-type": "application/pdf" });
    return alone(c, "Invoices", invoice && wireInvoice(c.get("book"), invoice));
  });
  app.post("/Invoices/:id", (c) => {
    const invoice = invoiceBy(c.get("book"), c.req.param("id"));
    if (!invoice) return missing(c);
    return written(c, c.get("book"), store, { ...savedInvoice(c), given: { InvoiceID: invoice.InvoiceID } });
  });

  app.get("/Payments", (c) => {
    const book = c.get("book");
    const records = book.payments.all().map((payment) => wirePayment(book, payment));
    return read(c, book, { plural: "Payments", idField: "PaymentID", records });
  });
  const payments: WriteRules<PaymentInput> = {
    plural: "Payments",
    idField: "PaymentID",
    schema: PaymentInput,
    write: (book, input) => wirePayment(book, createPayment(book, input)),
  };
  app.put(
    "/Payments",
    write(() => payments),
  );
  app.post(
    "/Payments",
    write(() => payments),
  );
  app.get("/Payments/:id", (c) => {
    const payment = c.get("book").payments.get(c.req.param("id").toLowerCase());
    return alone(c, "Payments", payment && wirePayment(c.get("book"), payment));
  });
  app.post("/Payments/:id", async (c) => {
    const book = c.get("book");
    const payment = book.payments.get(c.req.param("id").toLowerCase());
    if (!payment) return missing(c);
    const body: unknown = await c.req.json().catch(() => undefined);
    const deletes = typeof body === "object" && body !== null && "Status" in body && body.Status === "DELETED";
    if (!deletes) throw new Invalid("Only the status DELETED can be given to a payment");
    return written(c, book, store, {
      ...payments,
      given: { PaymentID: payment.PaymentID },
      write: () => wirePayment(book, deletePayment(book, payment)),
    });
  });

  const transaction = { plural: "BankTransactions", idField: "BankTransactionID", schema: BankTransactionInput };
  app.put(
    "/BankTransactions",
    write<BankTransactionInput>((c) => ({
      ...transaction,
      write: (book, input) => wireBankTransaction(book, createBankTransaction(book, input, unitdp(c))),
    })),
  );
  app.post(
    "/BankTransactions",
    write<BankTransactionInput>((c) => ({
      ...transaction,
      write: (book, input) => wireBankTransaction(book, saveBankTransaction(book, input, unitdp(c))),
    })),
  );
  documentRoutes(app, store);

  for (const [plural, id, of] of [
    ["BankTransactions", "BankTransactionID", (c: Ask) => transactions(c)],
    ["CreditNotes", "CreditNoteID", (c: Ask) => creditNotes(c)],
  ] as const) {
    app.get(`/${plural}`, (c) => read(c, c.get("book"), { plural, idField: id, records: of(c) }));
    app.get(`/${plural}/:id`, (c) =>
      alone(
        c,
        plural,
        of(c).find((record) => record[id] === c.req.param("id").toLowerCase()),
      ),
    );
  }
  app.notFound(missing);
  return app;
}

const transactions = (c: Ask): Wire[] => {
  const book = c.get("book");
  return book.bankTransactions.all().map((one) => wireBankTransaction(book, one));
};
const creditNotes = (c: Ask): Wire[] => {
  const book = c.get("book");
  return book.creditNotes.all().map((one) => wireCreditNote(book, one));
};

/** What an organisation is set up with. */
function settings(app: Hono<Env>): void {
  app.get("/Organisation", (c) =>
    answered(c, "Organisations", { records: [wireOrganisation(c.get("book").organisation)] }, c.get("book").now()),
  );
  app.get("/Accounts", (c) => {
    const records = c.get("book").accounts.all().map(wireAccount);
    return read(c, c.get("book"), { plural: "Accounts", idField: "AccountID", records });
  });
  app.get("/TaxRates", (c) => {
    const rates = c
      .get("book")
      .taxRates.all()
      .filter((rate) => rate.Status !== "DELETED");
    return read(c, c.get("book"), { plural: "TaxRates", idField: "TaxType", records: rates.map(wireTaxRate) });
  });
  app.get("/Currencies", (c) => {
    const records = c.get("book").organisation.Currencies.map((Code) => ({ Code, Description: Code }));
    return answered(c, "Currencies", { records }, c.get("book").now());
  });
  app.get("/BrandingThemes", (c) => {
    const { OrganisationID, CreatedAtMs } = c.get("book").organisation;
    const theme = {
      BrandingThemeID: OrganisationID,
      Name: "Standard",
      SortOrder: 0,
      CreatedDateUTC: `/Date(${CreatedAtMs}+0000)/`,
    };
    return answered(c, "BrandingThemes", { records: [theme] }, c.get("book").now());
  });
}
