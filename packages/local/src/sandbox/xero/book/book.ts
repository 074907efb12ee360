/** One organisation's books: its shelves, its clock, and the events that its changes cause. */
import type { Shelf, Store } from "../../store.ts";
import { chartOf, taxRates } from "./chart.ts";
import type {
  Account,
  BankTransaction,
  Contact,
  CreditNote,
  HistoryRecord,
  Invoice,
  Organisation,
  Payment,
  TaxRate,
} from "./type.ts";

export type EventCategory = "CONTACT" | "INVOICE" | "CREDITNOTE";
export interface Change {
  organisation: string;
  category: EventCategory;
  type: "CREATE" | "UPDATE";
  resourceId: string;
  atMs: number;
  data?: Record<string, string>;
}

export class Book {
  readonly id: string;
  readonly contacts: Shelf<Contact>;
  readonly invoices: Shelf<Invoice>;
  readonly payments: Shelf<Payment>;
  readonly bankTransactions: Shelf<BankTransaction>;
  readonly creditNotes: Shelf<CreditNote>;
  readonly accounts: Shelf<Account>;
  readonly taxRates: Shelf<TaxRate>;
  readonly history: Shelf<HistoryRecord[]>;
  readonly #organisations: Shelf<Organisation>;
  readonly #announce: (change: Change) => void;

  constructor(store: Store, organisation: Organisation, announce: (change: Change) => void) {
    const { OrganisationID: id } = organisation;
    this.id = id;
    this.#organisations = store.shelf("organisation");
    this.#announce = announce;
    this.contacts = store.shelf(`${id}/contact`);
    this.invoices = store.shelf(`${id}/invoice`);
    this.payments = store.shelf(`${id}/payment`);
    this.bankTransactions = store.shelf(`${id}/bank-transaction`);
    this.creditNotes = store.shelf(`${id}/credit-note`);
    this.accounts = store.shelf(`${id}/account`);
    this.taxRates = store.shelf(`${id}/tax-rate`);
    this.history = store.shelf(`${id}/history`);
    if (this.accounts.size > 0) return;
    store.atomically(() => {
      this.#organisations.set(id, organisation);
      for (const account of chartOf(id, organisation.CreatedAtMs)) this.accounts.set(account.AccountID, account);
      for (const rate of taxRates()) this.taxRates.set(rate.TaxType, rate);
    });
  }

  get organisation(): Organisation {
    const organisation = this.#organisations.get(this.id);
    if (!organisation) throw new Error("an organisation's record is gone from the sandbox's journal");
    return organisation;
  }
  change(part: Partial<Organisation>): void {
    this.#organisations.set(this.id, { ...this.organisation, ...part });
  }

  /** Time as this organisation sees it, in ms. */
  now(): number {
    const { clock } = this.organisation;
    return "frozenAtMs" in clock ? clock.frozenAtMs : Date.now() + clock.offsetMs;
  }

  /** Says that something changed: a webhook follows when an app is connected. */
  announce(category: EventCategory, type: Change["type"], resourceId: string, data?: Record<string, string>): void {
    this.#announce({ organisation: this.id, category, type, resourceId, atMs: this.now(), ...(data ? { data } : {}) });
  }

  note(resourceId: string, Changes: string, Details: string): void {
    const record = { Changes, Details, AtMs: this.now(), User: "System Generated" };
    this.history.set(resourceId, [record, ...(this.history.get(resourceId) ?? [])].slice(0, 50));
  }

  /** The later of the two lock dates: nothing on or before it may be written. */
  get lockedUntil(): string | null {
    const { PeriodLockDate, EndOfYearLockDate } = this.organisation;
    return (
      [PeriodLockDate, EndOfYearLockDate]
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null
    );
  }
}
