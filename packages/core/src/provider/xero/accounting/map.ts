/** From what Xero answers (wire.ts) to our words (record.ts). Pure. */
import type {
  Outcome,
  XeroAccount,
  XeroAddress,
  XeroBankTransaction,
  XeroContact,
  XeroInvoice,
  XeroLine,
  XeroOrganisation,
  XeroPayment,
  XeroTaxRate,
} from "./record.ts";
import type {
  WireAccount,
  WireBankTransaction,
  WireContact,
  WireInvoice,
  WireLine,
  WireOrganisation,
  WirePayment,
  WireTaxRate,
} from "./wire.ts";

const orNull = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);

/** `POBOX` is the postal address; a contact made by hand may have only a `STREET` one. */
function addressOf(contact: WireContact): XeroAddress | null {
  const of = (type: string) => contact.addresses.find((one) => one.addressType === type);
  const found = of("POBOX") ?? of("STREET");
  if (!found) return null;
  const address = {
    line1: orNull(found.addressLine1),
    line2: orNull(found.addressLine2),
    city: orNull(found.city),
    region: orNull(found.region),
    postcode: orNull(found.postalCode),
    country: orNull(found.country),
  };
  return Object.values(address).every((part) => part === null) ? null : address;
}

/** Country, area and number are one text to us. */
function phoneOf(contact: WireContact): string | null {
  const found = contact.phones.find((one) => one.phoneType === "DEFAULT");
  return orNull([found?.phoneCountryCode, found?.phoneAreaCode, found?.phoneNumber].filter(Boolean).join(" "));
}

export const toContact = (wire: WireContact): XeroContact => ({
  id: wire.contactID ?? "",
  number: orNull(wire.contactNumber),
  status: wire.contactStatus || "ACTIVE",
  name: wire.name ?? "",
  email: orNull(wire.emailAddress),
  phone: phoneOf(wire),
  companyNumber: orNull(wire.companyNumber),
  vatNumber: orNull(wire.taxNumber),
  address: addressOf(wire),
  mergedTo: orNull(wire.mergedToContactID),
  updatedAt: wire.updatedDateUTC,
});

const toLine = (wire: WireLine): XeroLine => ({
  id: wire.lineItemID,
  description: wire.description,
  quantity: wire.quantity ?? 0,
  unitAmount: wire.unitAmount ?? 0,
  discountPercent: wire.discountRate ?? 0,
  accountCode: orNull(wire.accountCode),
  taxType: orNull(wire.taxType),
  netPence: wire.lineAmount,
  vatPence: wire.taxAmount,
});

export const toInvoice = (wire: WireInvoice): XeroInvoice => ({
  id: wire.invoiceID ?? "",
  type: wire.type,
  number: orNull(wire.invoiceNumber),
  reference: orNull(wire.reference),
  contactId: wire.contact?.contactID ?? null,
  contactName: wire.contact?.name ?? null,
  status: wire.status,
  issueOn: wire.date,
  dueOn: wire.dueDate,
  lines: wire.lineItems.map(toLine),
  subtotalPence: wire.subTotal,
  vatPence: wire.totalTax,
  totalPence: wire.total,
  duePence: wire.amountDue,
  paidPence: wire.amountPaid,
  creditedPence: wire.amountCredited,
  paidOn: wire.fullyPaidOnDate,
  currency: wire.currencyCode,
  url: orNull(wire.url),
  sent: wire.sentToContact,
  payments: wire.payments.flatMap(({ paymentID: id, amount, date, reference }) =>
    id === null ? [] : [{ id, amountPence: amount, paidOn: date, reference: orNull(reference) }],
  ),
  updatedAt: wire.updatedDateUTC,
});

export const toPayment = (wire: WirePayment): XeroPayment => ({
  id: wire.paymentID ?? "",
  invoiceId: wire.invoice?.invoiceID ?? null,
  type: wire.paymentType,
  accountId: wire.account?.accountID ?? null,
  accountCode: wire.account?.code ?? null,
  amountPence: wire.amount,
  paidOn: wire.date,
  reference: orNull(wire.reference),
  status: wire.status,
  reconciled: wire.isReconciled,
  updatedAt: wire.updatedDateUTC,
});

export const toAccount = (wire: WireAccount): XeroAccount => ({
  id: wire.accountID,
  code: orNull(wire.code),
  name: wire.name,
  type: wire.type,
  active: wire.status === "ACTIVE",
  system: wire.systemAccount !== "",
  takesPayments: wire.type === "BANK" || wire.enablePaymentsToAccount,
});

export const toTaxRate = (wire: WireTaxRate): XeroTaxRate => ({
  name: wire.name,
  taxType: wire.taxType,
  percent: wire.effectiveRate ?? wire.displayTaxRate ?? 0,
  active: wire.status === "ACTIVE",
  forSales: wire.canApplyToRevenue,
});

export const toOrganisation = (wire: WireOrganisation): XeroOrganisation => ({
  id: wire.organisationID,
  name: wire.name,
  shortCode: wire.shortCode,
  baseCurrency: wire.baseCurrency,
  lockedUntil:
    [wire.periodLockDate, wire.endOfYearLockDate]
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null,
});

export const toBankTransaction = (wire: WireBankTransaction): XeroBankTransaction => ({
  id: wire.bankTransactionID,
  type: wire.type,
  status: wire.status,
  contactId: wire.contact?.contactID ?? null,
  contactName: wire.contact?.name ?? null,
  accountCode: wire.bankAccount?.code ?? null,
  accountName: wire.bankAccount?.name ?? null,
  lines: wire.lineItems.map(toLine),
  reconciled: wire.isReconciled,
  on: wire.date,
  reference: orNull(wire.reference),
  totalPence: wire.total,
  currency: wire.currencyCode,
  updatedAt: wire.updatedDateUTC,
});

/** What Xero says of one element of a batch. */
export interface Judged {
  statusAttributeString: string | null;
  validationErrors: string[];
}

/** With `summarizeErrors=false` Xero answers 200 and says for each element whether it was taken. */
export function toOutcome<W extends Judged, T>(wire: W, toRecord: (wire: W) => T): Outcome<T> {
  const refused = wire.statusAttributeString === "ERROR" || wire.validationErrors.length > 0;
  if (!refused) return { ok: true, record: toRecord(wire) };
  const messages = wire.validationErrors.filter((message) => message !== "");
  return { ok: false, messages: messages.length > 0 ? messages : ["Xero refused this without saying why."] };
}
