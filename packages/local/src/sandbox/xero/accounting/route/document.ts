/** What hangs on an invoice or a contact: its history, its PDF, its online address, sending it by mail. */
import type { Hono } from "hono";
import * as z from "zod";
import type { Book } from "../../book/book.ts";
import { contactBy } from "../../book/contact.ts";
import { wireInstant } from "../../book/date.ts";
import { Invalid } from "../../book/invalid.ts";
import { invoiceBy } from "../../book/invoice.ts";
import type { Invoice } from "../../book/type.ts";
import type { Store } from "../../../store.ts";
import type { Ask, Env } from "../door.ts";
import { answered } from "../envelope.ts";
import { missing } from "../refusal.ts";
import { written } from "../write.ts";

const NOTE_MAX = 2500;
const Note = z.object({ Details: z.string().min(1).max(NOTE_MAX) });

export function documentRoutes(app: Hono<Env>, store: Store): void {
  for (const [plural, idOf] of [
    ["Contacts", (book: Book, key: string) => contactBy(book, key)?.ContactID],
    ["Invoices", (book: Book, key: string) => invoiceBy(book, key)?.InvoiceID],
  ] as const) {
    app.get(`/${plural}/:id/History`, (c) => {
      const book = c.get("book");
      const id = idOf(book, c.req.param("id"));
      if (!id) return missing(c);
      const records = (book.history.get(id) ?? []).map(({ Changes, Details, AtMs, User }) => ({
        Changes,
        Details,
        DateUTC: wireInstant(AtMs),
        User,
      }));
      return answered(c, "HistoryRecords", { records }, book.now());
    });
    app.put(`/${plural}/:id/History`, (c) => {
      const book = c.get("book");
      const id = idOf(book, c.req.param("id"));
      if (!id) return missing(c);
      return written(c, store, {
        plural: "HistoryRecords",
        idField: "HistoryRecordID",
        schema: Note,
        write: (_, { Details }) => {
          book.note(id, "Note", Details);
          return { Changes: "Note", Details, DateUTC: wireInstant(book.now()), User: "System Generated" };
        },
      });
    });
  }

  const found = (c: Ask, answer: (book: Book, invoice: Invoice) => Response): Response => {
    const invoice = invoiceBy(c.get("book"), c.req.param("id") ?? "");
    return invoice ? answer(c.get("book"), invoice) : missing(c);
  };
  app.get("/Invoices/:id/OnlineInvoice", (c) =>
    found(c, (book, { InvoiceID }) => {
      const OnlineInvoiceUrl = `https://in.xero.example/${InvoiceID}`;
      return answered(c, "OnlineInvoices", { records: [{ OnlineInvoiceUrl }] }, book.now());
    }),
  );
  app.post("/Invoices/:id/Email", (c) =>
    found(c, (book, invoice) => {
      if (!["SUBMITTED", "AUTHORISED", "PAID"].includes(invoice.Status))
        throw new Invalid("Only submitted, authorised and paid invoices can be emailed");
      book.invoices.set(invoice.InvoiceID, { ...invoice, SentToContact: true });
      return c.body(null, 204);
    }),
  );
}

/** A page with one line on it: the smallest thing that every reader opens. */
export function pdfOf({ InvoiceNumber, Total, CurrencyCode }: Invoice): Uint8Array<ArrayBuffer> {
  const shown = `Invoice ${InvoiceNumber}: ${CurrencyCode} ${Total.toFixed(2)}`.replaceAll(/[()\\]/g, "\\$&");
  const drawing = `BT /F1 18 Tf 72 760 Td (${shown}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${Buffer.byteLength(drawing, "latin1")}>>stream\n${drawing}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, "latin1"));
}
