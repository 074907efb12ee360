import fc from "fast-check";
import { expect, it } from "vitest";
import { Client } from "../client/index.ts";
import {
  deliver,
  eventsOf,
  invoiceOf,
  linkedClient,
  type LinkedClient,
  linkedInvoice,
  type LinkedInvoice,
  payIn,
  paymentsOn,
  type Told,
  type World,
  world,
} from "./testing/world.ts";

const of = (category: Told["category"], resourceId: string): Told => ({ category, resourceId });

interface Stage {
  client: LinkedClient;
  one: LinkedInvoice;
  two: LinkedInvoice;
  paid: string;
}

/** What happened in Xero, in this order; each step ends in an event. */
const HISTORY: ((w: World, stage: Stage) => Promise<Told>)[] = [
  async (_, { client }) => of("CONTACT", client.contactId), // our own echo
  async (w, stage) => {
    stage.paid = await payIn(w, stage.one.invoiceId, 50);
    return of("INVOICE", stage.one.invoiceId);
  },
  async (w, { client }) => {
    await w.inXero("POST", `/Contacts/${client.contactId}`, { EmailAddress: "a@rowan.example" });
    return of("CONTACT", client.contactId);
  },
  async (w, { two }) => {
    await payIn(w, two.invoiceId, 120);
    return of("INVOICE", two.invoiceId);
  },
  async (w, stage) => {
    await w.inXero("POST", `/Payments/${stage.paid}`, { Status: "DELETED" });
    return of("INVOICE", stage.one.invoiceId);
  },
  async (w, { client }) => {
    await w.inXero("POST", `/Contacts/${client.contactId}`, {
      EmailAddress: "b@rowan.example",
      TaxNumber: "GB123456789",
    });
    return of("CONTACT", client.contactId);
  },
  async (w, { one }) => {
    await payIn(w, one.invoiceId, 70);
    return of("INVOICE", one.invoiceId);
  },
];

/** Delivers in `order`, a step having happened before its event is told; `looks` says after which deliveries the lane runs. */
async function replay(order: readonly number[], looks: readonly boolean[]) {
  const w = await world();
  const client = await linkedClient(w);
  const stage = { client, one: await linkedInvoice(w, client), two: await linkedInvoice(w, client), paid: "" };
  const told: Told[] = [];
  for (const [at, index] of order.entries()) {
    for (let step = told.length; step <= index; step += 1) {
      const event = await HISTORY[step]?.(w, stage);
      if (event) told.push({ ...event, at: new Date().toISOString() });
    }
    const event = told[index];
    if (event) await deliver(w, [event]);
    if (looks[at % looks.length]) await w.pull();
  }
  await w.pull();
  const { email, phone, vatNumber, xeroSyncStatus } = await w.as(() => Client.fromId(client.client.id));
  const invoices = await Promise.all(
    [stage.one, stage.two].map(async ({ invoice }) => {
      const { status, paidPence, duePence } = await invoiceOf(w, invoice.id);
      const entries = (await paymentsOn(w, invoice.id)).filter(
        (entry) => entry.kind === "payment" && entry.reversedBy === null,
      );
      return {
        status,
        paidPence,
        duePence,
        entries: entries.map(({ amountPence, source }) => `${source} ${amountPence}`).toSorted(),
      };
    }),
  );
  const open = (await eventsOf(w)).filter((line) => line.includes(" received"));
  return { client: { email, phone, vatNumber, xeroSyncStatus }, invoices, open };
}

it("any order of a history's events, with repeats, late and early, ends in the state of the orderly run", async () => {
  const all = HISTORY.map((_, index) => index);
  const orderly = await replay(all, [true]);
  expect(orderly).toEqual({
    client: { email: "b@rowan.example", phone: "0113 496 0000", vatNumber: "GB123456789", xeroSyncStatus: "synced" },
    invoices: [
      { status: "part_paid", paidPence: 7000, duePence: 5000, entries: ["xero 7000"] },
      { status: "paid", paidPence: 12_000, duePence: 0, entries: ["xero 12000"] },
    ],
    open: [],
  });
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 6 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
      async (order, repeats, looks) => {
        const mixed = order.flatMap((index, at) => [index, ...(repeats[at] === undefined ? [] : [repeats[at]])]);
        expect(await replay(mixed, looks)).toEqual(orderly);
      },
    ),
    { numRuns: 6, verbose: 1 },
  );
});
