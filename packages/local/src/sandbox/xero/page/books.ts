/** The books of one organisation, with what somebody inside Xero could do to them. */
import { escapeHtml, sandboxPage } from "../../kit.ts";
import type { Book } from "../book/book.ts";
import { dayOf } from "../book/date.ts";
import { amountDue } from "../book/invoice.ts";
import type { Invoice } from "../book/type.ts";
import { choice, field, form, notice, table } from "../../form.ts";

const SHOWN = 200;
const money = (amount: number, currency: string): string => `${currency} ${amount.toFixed(2)}`;

export function booksPage(book: Book, connected: boolean, said: { done: string; fault: string }): string {
  const { organisation } = book;
  const at = `/__books/${book.id}`;
  const nameOf = (id: string): string => book.contacts.get(id)?.Name ?? "";
  const banks = book.accounts
    .all()
    .filter((account) => account.Status === "ACTIVE" && (account.Type === "BANK" || account.EnablePaymentsToAccount))
    .map((account) => [account.Code, `${account.Code} ${account.Name}`] as const);
  const today = dayOf(book.now()) ?? "";

  const contacts = latest(book.contacts.all()).map((contact) => [
    `<a href="${at}/contact/${contact.ContactID}">${escapeHtml(contact.Name)}</a>`,
    escapeHtml(contact.text.ContactNumber ?? ""),
    escapeHtml(contact.text.EmailAddress ?? ""),
    contact.MergedToContactID ? `merged into ${escapeHtml(nameOf(contact.MergedToContactID))}` : contact.ContactStatus,
  ]);
  const invoices = latest(book.invoices.all()).map((invoice) => [
    `<span id="${invoice.InvoiceID}">${escapeHtml(invoice.InvoiceNumber)}</span>${invoice.Type === "ACCPAY" ? " (bill)" : ""}`,
    escapeHtml(nameOf(invoice.ContactID)),
    `${invoice.Date}${invoice.DueDate ? `, due ${invoice.DueDate}` : ""}`,
    money(invoice.Total, invoice.CurrencyCode),
    money(amountDue(invoice), invoice.CurrencyCode),
    invoice.Status,
    actionsOf(at, invoice, banks, today),
  ]);
  const payments = latest(book.payments.all()).map((payment) => {
    const number = book.invoices.get(payment.InvoiceID)?.InvoiceNumber ?? "";
    return [
      `<span id="${payment.PaymentID}">${payment.Date}</span>`,
      escapeHtml(number),
      payment.Amount.toFixed(2),
      escapeHtml(payment.Reference),
      payment.Status,
      payment.Status === "AUTHORISED"
        ? form(`${at}/payment/${payment.PaymentID}/delete`, "Remove", "", `payment on ${number}`)
        : "",
    ];
  });
  const transactions = latest(book.bankTransactions.all()).map((one) => [
    one.Date,
    one.Type,
    escapeHtml(nameOf(one.ContactID)),
    escapeHtml(one.Reference),
    money(one.Total, one.CurrencyCode),
    `${one.Status}${one.IsReconciled ? ", reconciled" : ""}`,
  ]);
  const people = book.contacts
    .all()
    .filter((contact) => contact.ContactStatus === "ACTIVE")
    .map((contact) => [contact.ContactID, contact.Name] as const);
  const accounts = book.accounts
    .all()
    .filter((account) => account.Status === "ACTIVE" && account.Type !== "BANK" && !account.SystemAccount)
    .map((account) => [account.Code, `${account.Code} ${account.Name}`] as const);

  return sandboxPage(
    `Xero: ${escapeHtml(organisation.Name)}`,
    `<p><a href="/">All organisations</a></p>${notice(said.done, said.fault)}
<div>Practice Hub is ${connected ? `connected. ${form(`${at}/disconnect`, "Disconnect the app")}` : "not connected."}</div><br>
${form(`${at}/lock`, "Set lock dates", field("Period locked until", "period", organisation.PeriodLockDate ?? "", 'type="date"') + field(" Year locked until", "endOfYear", organisation.EndOfYearLockDate ?? "", 'type="date"'))}
${table("Contacts", ["Name", "Number", "Email", "Status"], contacts, "No contacts yet.")}
<p>${form(`${at}/contact`, "Save contact", `${field("New contact", "name", "", "required")} ${field("Email", "email", "", 'type="email"')}`)}</p>
${table("Invoices", ["Number", "Contact", "Dates", "Total", "Due", "Status", "Do"], invoices, "No invoices yet.")}
${table("Payments", ["Date", "Invoice", "Amount", "Reference", "Status", "Do"], payments, "No payments yet.")}
${table("Bank transactions", ["Date", "Type", "Contact", "Reference", "Total", "Status"], transactions, "No bank transactions yet.")}
<h3>New bank transaction</h3>${
      people.length === 0
        ? "<p>It needs a contact.</p>"
        : form(
            `${at}/bank-transaction`,
            "Save bank transaction",
            [
              choice("Type", "type", [
                ["RECEIVE", "Received"],
                ["SPEND", "Spent"],
              ]),
              choice("Contact", "contact", people),
              choice(
                "Bank account",
                "bank",
                banks.filter(([code]) => book.accounts.find((one) => one.Code === code)?.Type === "BANK"),
              ),
              choice("For account", "account", accounts, "200"),
              field("Amount", "amount", "", 'inputmode="decimal" required size="8"'),
              field("Date", "date", today, 'type="date" required'),
              field("Reference", "reference"),
            ].join(" "),
          )
    }`,
  );
}

/** The newest first. */
const latest = <T extends { UpdatedAtMs: number }>(records: T[]): T[] =>
  records.toSorted((a, b) => b.UpdatedAtMs - a.UpdatedAtMs).slice(0, SHOWN);

function actionsOf(at: string, invoice: Invoice, banks: readonly (readonly [string, string])[], today: string): string {
  const { InvoiceID: id, InvoiceNumber: number, Status: status } = invoice;
  const to = `${at}/invoice/${id}`;
  const set = (button: string, next: string) =>
    form(`${to}/status`, button, `<input type="hidden" name="status" value="${next}">`, number);
  if (status === "DRAFT" || status === "SUBMITTED")
    return `${set("Approve", "AUTHORISED")} ${set("Delete", "DELETED")}`;
  if (status !== "AUTHORISED") return "";
  const due = amountDue(invoice).toFixed(2);
  const amount = field("Amount", "amount", due, 'inputmode="decimal" required size="8"');
  const pay = form(
    `${to}/payment`,
    "Record payment",
    `${amount} ${field("Date", "date", today, 'type="date" required')} ${choice("Into", "bank", banks)}`,
    number,
  );
  return `${pay}<br>${form(`${to}/credit`, "Credit", amount, number)} ${set("Void", "VOIDED")}`;
}
