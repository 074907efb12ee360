import { afterAll, beforeAll, expect, it } from "vitest";
import { type Started, startTwin, why } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

it("a name and a ContactNumber belong to one contact: PUT refuses a second, POST changes the first", async () => {
  const { call } = await twin.caller();
  const [made] = (await call("PUT", "/Contacts", { Name: "Birch Ltd", ContactNumber: "cli_1" })).records;
  const sameName = await call("PUT", "/Contacts", { Name: "birch ltd" });
  expect(why(sameName.records[0])[0]).toContain("is already assigned to another contact");
  const sameNumber = await call("PUT", "/Contacts", { Name: "Other Ltd", ContactNumber: "cli_1" });
  expect(why(sameNumber.records[0])[0]).toContain("cli_1");
  const change = { ContactNumber: "cli_1", Name: "Birch Books Ltd", EmailAddress: "a@birch.example" };
  const [changed] = (await call("POST", "/Contacts", change)).records;
  expect(changed).toMatchObject({ ContactID: made?.ContactID, Name: "Birch Books Ltd" });
  expect((await call("GET", "/Contacts/cli_1")).records[0]).toMatchObject({ EmailAddress: "a@birch.example" });
});

it("an empty text clears a field, and what is not sent stays", async () => {
  const { call } = await twin.caller();
  const phones = [{ PhoneType: "DEFAULT", PhoneNumber: "0113" }];
  await call("PUT", "/Contacts", {
    Name: "Oak Ltd",
    EmailAddress: "a@oak.example",
    CompanyNumber: "01234567",
    Phones: phones,
  });
  const [after] = (await call("POST", "/Contacts", { Name: "Oak Ltd", EmailAddress: "" })).records;
  expect(after?.EmailAddress).toBeUndefined();
  expect(after).toMatchObject({ CompanyNumber: "01234567", Phones: [{ PhoneNumber: "0113" }] });
});

it("an archived contact is hidden from lists, keeps no name to itself, and is not changed", async () => {
  const { call } = await twin.caller();
  const [made] = (await call("PUT", "/Contacts", { Name: "Ash Ltd" })).records;
  const id = String(made?.ContactID);
  await call("POST", `/Contacts/${id}`, { ContactStatus: "ARCHIVED" });
  expect((await call("GET", "/Contacts")).records).toEqual([]);
  expect((await call("GET", "/Contacts?includeArchived=true")).records).toHaveLength(1);
  expect((await call("POST", `/Contacts/${id}`, { EmailAddress: "a@ash.example" })).status).toBe(400);
  expect((await call("PUT", "/Contacts", { Name: "Ash Ltd" })).status).toBe(200);
});

it("no such contact is a 404 in plain text; an unreadable body is a 400", async () => {
  const { call } = await twin.caller();
  const missing = await call("GET", "/Contacts/9b0a1d2c-0000-4000-8000-000000000000");
  expect([missing.status, missing.headers.get("content-type")?.split(";")[0]]).toEqual([404, "text/plain"]);
  const bare = await call("POST", "/Contacts");
  expect([bare.status, bare.body.Type]).toEqual([400, "PostDataInvalidException"]);
});
