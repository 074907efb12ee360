/** What the demo organisation's books hold from the start: contacts that look like the demo firm's clients, and others. */
import { createBankTransaction } from "./bank-transaction.ts";
import type { Book } from "./book.ts";
import { createContact, saveContact } from "./contact.ts";
import { createInvoice } from "./invoice.ts";

/** The first has a client's very name, the second its address under another name; the rest are nobody's. */
const CONTACTS = [
  { Name: "Marigold Finch Ceramics", EmailAddress: "studio@finch.example" },
  { Name: "Bramble, Priya", EmailAddress: "priya@bramble.example" },
  { Name: "Office Rent plc", EmailAddress: "accounts@officerent.example" },
  { Name: "Corner Café", EmailAddress: "hello@cornercafe.example" },
];

export function fillDemo(book: Book): void {
  const [, , landlord, cafe] = CONTACTS.map((contact) => createContact(book, contact));
  const gone = createContact(book, { Name: "Former Client Ltd" });
  saveContact(book, { ContactID: gone.ContactID, ContactStatus: "ARCHIVED" });
  const rent = { Description: "Rent, November", UnitAmount: 850, AccountCode: "429", TaxType: "INPUT2" };
  createInvoice(
    book,
    {
      Type: "ACCPAY",
      Contact: { ContactID: landlord?.ContactID },
      InvoiceNumber: "R-1107",
      DueDate: "2027-01-31",
      Status: "AUTHORISED",
      LineItems: [rent],
    },
    4,
  );
  createBankTransaction(
    book,
    {
      Type: "SPEND",
      Contact: { ContactID: cafe?.ContactID },
      BankAccount: { Code: "090" },
      Reference: "Team breakfast",
      LineItems: [{ Description: "Breakfast", UnitAmount: 38.4, AccountCode: "429", TaxType: "INPUT2" }],
    },
    2,
  );
}
