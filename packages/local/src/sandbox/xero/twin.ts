/** What the twin knows beside the books: the app's keys, its users, the organisations, and who connected what. */
import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { Book, type Change } from "./book/book.ts";
import { steadyId } from "./book/chart.ts";
import { fillDemo } from "./book/demo.ts";
import { zoneless } from "./book/date.ts";
import type { Limits, Organisation } from "./book/type.ts";
import type { Shelf, Store } from "../store.ts";

export interface Keys {
  clientId: string;
  clientSecret: string;
  webhookKey: string;
  /** PEM of the key that signs access tokens. */
  signingKey: string;
}

/** Somebody with a login at Xero. */
export interface User {
  id: string;
  name: string;
  email: string;
  /** A refresh token that was replaced is dead at once, instead of after half an hour. */
  strictRotation: boolean;
  /** Made by `POST /__grant`: not on the authorise page. */
  made: boolean;
}

/** A user let the app into an organisation. */
export interface Connection {
  id: string;
  userId: string;
  organisationId: string;
  authEventId: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export const STANDARD: Limits = { concurrent: 5, minute: 60, day: 5000 };
export const STARTER: Limits = { concurrent: 5, minute: 60, day: 1000 };

interface NewOrganisation {
  id?: string;
  name: string;
  currencies?: string[];
  limits?: Limits;
  clock?: Organisation["clock"];
  made?: boolean;
}

const USERS = [
  ["Olivia Alder", "owner@alder.example"],
  ["Bea Birch", "owner@birch.example"],
] as const;

/** What the authorise page offers from the start. */
const ORGANISATIONS: NewOrganisation[] = [
  { name: "Alder & Co (demo)" },
  { name: "Birch Bookkeeping" },
  { name: "Cedar Starter", limits: STARTER },
  { name: "Damson International", currencies: ["GBP", "EUR", "USD"] },
];

export class Twin {
  readonly store: Store;
  readonly keys: Keys;
  readonly users: Shelf<User>;
  readonly organisations: Shelf<Organisation>;
  readonly connections: Shelf<Connection>;
  readonly #books = new Map<string, Book>();
  /** Who hears of changes; set by the webhook side. */
  onChange: (change: Change) => void = () => undefined;

  constructor(store: Store) {
    this.store = store;
    this.users = store.shelf("user");
    this.organisations = store.shelf("organisation");
    this.connections = store.shelf("connection");
    this.keys = this.#keys();
    store.atomically(() => {
      for (const [name, email] of USERS) {
        const id = steadyId("user", email);
        if (!this.users.get(id)) this.users.set(id, { id, name, email, strictRotation: false, made: false });
      }
      for (const one of ORGANISATIONS) {
        const id = steadyId("organisation", one.name);
        if (this.organisations.get(id)) continue;
        const book = this.found({ ...one, id });
        if (one.name === ORGANISATIONS[0]?.name) fillDemo(book);
      }
    });
  }

  #keys(): Keys {
    const shelf = this.store.shelf<Keys>("keys");
    const known = shelf.get("app");
    if (known) return known;
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const keys = {
      clientId: "5AD9B0B5C0FFEE4E8A7DE1A0DECADE01",
      clientSecret: `sandbox-xero-${randomBytes(18).toString("base64url")}`,
      webhookKey: randomBytes(48).toString("base64"),
      signingKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
    shelf.set("app", keys);
    return keys;
  }

  /** Founds an organisation with a chart of accounts and tax rates. */
  found({
    id = randomUUID(),
    name,
    currencies = ["GBP"],
    limits = STANDARD,
    clock,
    made = false,
  }: NewOrganisation): Book {
    const organisation: Organisation = {
      OrganisationID: id,
      Name: name,
      ShortCode: `!${id.replaceAll("-", "").slice(0, 5)}`,
      BaseCurrency: "GBP",
      Currencies: currencies,
      limits,
      PeriodLockDate: null,
      EndOfYearLockDate: null,
      CreatedAtMs: Date.now(),
      clock: clock ?? { offsetMs: 0 },
      made,
    };
    const book = new Book(this.store, organisation, (change) => this.onChange(change));
    this.#books.set(id, book);
    return book;
  }

  book(id: string): Book | undefined {
    const known = this.#books.get(id);
    if (known) return known;
    const organisation = this.organisations.get(id);
    if (!organisation) return undefined;
    const book = new Book(this.store, organisation, (change) => this.onChange(change));
    this.#books.set(id, book);
    return book;
  }

  connectionsOf(userId: string): Connection[] {
    return this.connections.all().filter((connection) => connection.userId === userId);
  }

  /** Lets the app in; connecting again keeps the connection's id. */
  connect(userId: string, organisationId: string, authEventId: string): Connection {
    const known = this.connectionsOf(userId).find((one) => one.organisationId === organisationId);
    const at = this.book(organisationId)?.now() ?? Date.now();
    const id = known?.id ?? randomUUID();
    const createdAtMs = known?.createdAtMs ?? at;
    const connection = { id, userId, organisationId, authEventId, createdAtMs, updatedAtMs: at };
    this.connections.set(id, connection);
    return connection;
  }

  /** As `GET /connections` says it. */
  wireConnection({ id, organisationId, authEventId, createdAtMs, updatedAtMs }: Connection): object {
    return {
      id,
      authEventId,
      tenantId: organisationId,
      tenantType: "ORGANISATION",
      tenantName: this.organisations.get(organisationId)?.Name ?? "",
      createdDateUtc: `${zoneless(createdAtMs)}0000`,
      updatedDateUtc: `${zoneless(updatedAtMs)}0000`,
    };
  }
}
