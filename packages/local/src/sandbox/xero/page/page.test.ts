import { afterAll, beforeAll, expect, it } from "vitest";
import { invoiced, type Started, startTwin } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

/** Presses the button of that name in the page's own form for `action`, after filling in fields; answers the page it leads to. */
async function press(page: string, button: string, fill: Record<string, string> = {}) {
  const html = await (await fetch(`${twin.xero.url}${page}`)).text();
  const form = [...html.matchAll(/<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(([, , inside]) =>
    new RegExp(`<button[^>]*>${button}</button>`).test(inside ?? ""),
  );
  if (!form) throw new Error(`no button ${button} on ${page}`);
  const fields = new URLSearchParams();
  for (const [, name = "", value = ""] of (form[2] ?? "").matchAll(
    /<input (?:type="hidden" )?name="([^"]+)" value="([^"]*)"/g,
  ))
    fields.set(name, value);
  for (const [, name = "", options = ""] of (form[2] ?? "").matchAll(/<select name="([^"]+)">(.*?)<\/select>/gs))
    fields.set(name, (/value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options))?.[1] ?? "");
  for (const [name, value] of Object.entries(fill)) fields.set(name, value);
  const answer = await fetch(`${twin.xero.url}${form[1] ?? ""}`, { method: "POST", body: fields });
  return { status: answer.status, html: await answer.text() };
}

it("a payment is recorded and removed, an invoice credited and voided, by the buttons of the page", async () => {
  const { call, organisationId } = await twin.caller();
  const books = `/__books/${organisationId}`;
  const { InvoiceID } = await invoiced(call, { InvoiceNumber: "PH-1" });
  const invoice = async () => (await call("GET", `/Invoices/${String(InvoiceID)}`)).records[0];
  expect((await press(books, "Record payment", { amount: "20" })).html).toContain("20.00 is recorded on PH-1.");
  expect(await invoice()).toMatchObject({ AmountPaid: 20, AmountDue: 100 });
  const refused = await press(books, "Void");
  expect([refused.status, refused.html.includes('role="alert"')]).toEqual([400, true]);
  await press(books, "Remove");
  expect(await invoice()).toMatchObject({ AmountPaid: 0 });
  await press(books, "Void");
  expect(await invoice()).toMatchObject({ Status: "VOIDED" });
});

it("a contact is changed, archived, restored and merged, and its documents go with it", async () => {
  const { call, organisationId } = await twin.caller();
  const { Contact } = (await invoiced(call)) as { Contact: { ContactID: string } };
  const [other] = (await call("PUT", "/Contacts", { Name: "Oak <b>Ltd</b>" })).records;
  const page = `/__books/${organisationId}/contact/${Contact.ContactID}`;
  await press(page, "Save", { Name: "Birch & Sons", EmailAddress: "new@birch.example", PostalCode: "LS1 1AA" });
  const contact = async () => (await call("GET", `/Contacts/${Contact.ContactID}`)).records[0];
  expect(await contact()).toMatchObject({ Name: "Birch & Sons", Addresses: [{ PostalCode: "LS1 1AA" }] });
  await press(page, "Archive");
  expect(await contact()).toMatchObject({ ContactStatus: "ARCHIVED" });
  await press(page, "Restore");
  await press(page, "Merge");
  expect(await contact()).toMatchObject({ ContactStatus: "ARCHIVED", MergedToContactID: other?.ContactID });
  expect((await call("GET", "/Invoices")).records[0]).toMatchObject({ Contact: { ContactID: other?.ContactID } });
  const shown = await (await fetch(`${twin.xero.url}/__books/${organisationId}`)).text();
  expect(shown).toContain("Oak &lt;b&gt;Ltd&lt;/b&gt;");
});

it("bank transactions are made, lock dates set, and the app disconnected", async () => {
  const { call, organisationId } = await twin.caller();
  const books = `/__books/${organisationId}`;
  await call("PUT", "/Contacts", { Name: "Bank" });
  await press(books, "Save bank transaction", { amount: "12.5", reference: "Interest" });
  expect((await call("GET", "/BankTransactions")).records[0]).toMatchObject({ Total: 12.5, Type: "RECEIVE" });
  await press(books, "Set lock dates", { period: "2026-03-31" });
  expect((await call("GET", "/Organisation")).records[0]).toMatchObject({
    PeriodLockDate: "/Date(1774915200000+0000)/",
  });
  expect((await press(books, "Disconnect the app")).html).toContain("Practice Hub is not connected.");
  expect((await call("GET", "/Organisation")).status).toBe(403);
});
