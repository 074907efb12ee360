/**
 * Routes that the real Xero has not, for tests: `POST /__organisation` founds an organisation, `POST /__grant` gives a token
 * set for organisations without a browser, `POST /__clock` moves one organisation's time, `GET /__state` shows everything.
 */
import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import * as z from "zod";
import type { Incidents } from "../kit.ts";
import type { Tally } from "./accounting/tally.ts";
import type { Book } from "./book/book.ts";
import type { Grants } from "./identity/grant.ts";
import type { Postman } from "./webhook/postman.ts";
import { STANDARD, type Twin } from "./twin.ts";

export interface Local {
  twin: Twin;
  grants: Grants;
  tally: Tally;
  incidents: Incidents;
  postman: Postman;
}

const Instant = z.iso.datetime().transform((text) => Date.parse(text));
/** `now` flows on from there; `frozen` stands still. */
const Clock = z.union([
  z.object({ now: Instant }),
  z.object({ frozen: Instant }),
  z.object({ advanceMs: z.number().int() }),
]);
const NewOrganisation = z.object({
  name: z.string().min(1).max(100).optional(),
  currencies: z.array(z.string().length(3)).min(1).optional(),
  limits: z
    .object({ concurrent: z.number().int().min(1), minute: z.number().int().min(1), day: z.number().int().min(1) })
    .partial()
    .optional(),
  clock: z.union([z.object({ now: Instant }), z.object({ frozen: Instant })]).optional(),
});
const FULL_SCOPE =
  "offline_access accounting.contacts accounting.invoices accounting.payments accounting.banktransactions.read accounting.settings.read";
const Grant = z.object({
  organisations: z.array(z.uuid()).min(1),
  /** Two grants of one user share tokens' fate and connections, as at Xero; without, a user of its own is made. */
  user: z.uuid().optional(),
  scope: z.string().default(FULL_SCOPE),
  strictRotation: z.boolean().default(false),
});

const clockOf = (clock: { now: number } | { frozen: number }) =>
  "now" in clock ? { offsetMs: clock.now - Date.now() } : { frozenAtMs: clock.frozen };

export function localRoutes(app: Hono, { twin, grants, tally, incidents, postman }: Local): void {
  app.post("/__organisation", async (c) => {
    const asked = NewOrganisation.safeParse(await c.req.json().catch(() => ({})));
    if (!asked.success) return c.json({ error: asked.error.issues }, 400);
    const { name = `Test ${randomUUID().slice(0, 8)}`, currencies, limits, clock } = asked.data;
    const book = twin.found({
      name,
      ...(currencies ? { currencies } : {}),
      limits: { ...STANDARD, ...clean(limits ?? {}) },
      ...(clock ? { clock: clockOf(clock) } : {}),
      made: true,
    });
    return c.json({ organisationId: book.id, name });
  });

  app.post("/__grant", async (c) => {
    const asked = Grant.safeParse(await c.req.json().catch(() => ({})));
    if (!asked.success) return c.json({ error: asked.error.issues }, 400);
    const { organisations, scope, strictRotation, user: id = randomUUID() } = asked.data;
    if (!organisations.every((one) => twin.book(one))) return c.json({ error: "no such organisation" }, 404);
    return twin.store.atomically(() => {
      const known = twin.users.get(id);
      twin.users.set(id, known ?? { id, name: "Test user", email: "", strictRotation, made: true });
      const consent = grants.consent(id, organisations, scope.split(" "));
      const connections = twin.connectionsOf(id).map((one) => twin.wireConnection(one));
      return c.json({ user: id, ...grants.issue(consent), connections });
    });
  });

  app.post("/__clock", async (c) => {
    const asked = z
      .object({ organisation: z.uuid() })
      .and(Clock)
      .safeParse(await c.req.json().catch(() => ({})));
    const book = asked.success ? twin.book(asked.data.organisation) : undefined;
    if (!asked.success || !book) return c.json({ error: "organisation and now, frozen or advanceMs" }, 400);
    const to = asked.data;
    const { clock } = book.organisation;
    if (!("advanceMs" in to)) book.change({ clock: clockOf(to) });
    else if ("frozenAtMs" in clock) book.change({ clock: { frozenAtMs: clock.frozenAtMs + to.advanceMs } });
    else book.change({ clock: { offsetMs: clock.offsetMs + to.advanceMs } });
    return c.json({ now: new Date(book.now()).toISOString() });
  });

  /** Waiting events as one signed delivery, for tests that carry it to the product themselves; they go on waiting. */
  app.get("/__webhook", (c) => {
    const asked = c.req.query("organisation");
    const events = postman.events.waiting.all().filter((one) => asked === undefined || one.organisation === asked);
    const body = postman.bodyOf(events);
    return c.json({ body, signature: postman.sign(body), events: events.length });
  });
  app.post("/__intent", async (c) => c.json(await postman.prove()));

  app.get("/__state", (c) => {
    const asked = c.req.query("organisation");
    const books = twin.organisations
      .all()
      .filter((organisation) => asked === undefined || organisation.OrganisationID === asked)
      .flatMap((organisation) => twin.book(organisation.OrganisationID) ?? []);
    return c.json({
      organisations: books.map((book) => stateOf(book, tally)),
      connections: twin.connections.all(),
      users: twin.users.all().map((user) => ({ ...user, ...grants.countsOf(user.id) })),
      webhooks: { enabled: postman.enabled, waiting: postman.events.waiting.all(), deliveries: postman.deliveries },
      seen: incidents.seen,
    });
  });
}

const stateOf = (book: Book, tally: Tally) => ({
  organisation: book.organisation,
  now: new Date(book.now()).toISOString(),
  ...tally.of(book.id),
  contacts: book.contacts.all(),
  invoices: book.invoices.all(),
  payments: book.payments.all(),
  bankTransactions: book.bankTransactions.all(),
  creditNotes: book.creditNotes.all(),
});

const clean = <T extends object>(part: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
