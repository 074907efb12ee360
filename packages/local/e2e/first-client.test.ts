import { beforeAll, expect, it } from "vitest";
import { sharedProduct, Caller, idle, inbox, type Product } from "./product.ts";

let product: Product;
beforeAll(async () => {
  product = await sharedProduct();
});

interface Company {
  companyName: string;
  companyNumber: string;
  directors: { name: string }[];
  source: string;
}
interface Emails {
  items: { id: string; to: string; status: string; template: string }[];
}

it("takes a first client on by HTTP alone: look up, create, invite, delivered, password set, portal", async () => {
  const staff = new Caller(product.url);
  // The other firm: Alder takes Tesco on in the browser, at the same time.
  await staff.signIn("owner@birch.example", product.info.demo.staff.password);

  const company = await staff.get<Company>("/api/companies/445790");
  expect(company.data).toMatchObject({ companyNumber: "00445790", companyName: "TESCO PLC" });
  expect(company.data.directors.length).toBeGreaterThan(0);

  const contact = { name: "Taylor Example", email: `taylor.${Date.now()}@tesco.example` };
  const created = await staff.post<{ id: string; name: string; version: number }>("/api/clients", {
    type: "limited_company",
    companyNumber: "00445790",
    contact,
  });
  expect(created.status).toBe(201);
  expect(created.data).toMatchObject({ name: "TESCO PLC", companyNumber: "00445790", status: "onboarding" });
  const again = await staff.post<{ code: string }>("/api/clients", {
    type: "limited_company",
    companyNumber: "445790",
    contact,
  });
  expect([again.status, again.data.code]).toEqual([409, "client.company-number-taken"]);

  const people = await staff.get<{ items: unknown[] }>(`/api/clients/${created.data.id}/people?limit=100`);
  expect(people.data.items.length).toBeGreaterThanOrEqual(company.data.directors.length);

  const invited = await staff.post<{ id: string; status: string; expiresAt: string }>(
    `/api/clients/${created.data.id}/invitations`,
    contact,
  );
  expect([invited.status, invited.data.status]).toEqual([201, "pending"]);
  await idle(product);

  const emails = await staff.get<Emails>(`/api/emails?clientId=${created.data.id}`);
  expect(emails.data.items).toMatchObject([{ to: contact.email, status: "delivered", template: "portal-invitation" }]);

  const mail = (await inbox(product)).filter((one) => one.to.includes(contact.email));
  expect(mail).toHaveLength(1);
  const link = /https?:\/\/\S+\/client-portal\/accept-invitation\/([\w-]+)/.exec(mail[0]?.text ?? "");
  const token = link?.[1] ?? "";
  expect(token).not.toBe("");

  const client = new Caller(product.url);
  expect((await client.get<{ status: string }>(`/api/portal/invitations/${token}`)).status).toBe(200);
  const accepted = await client.post<{ redirectTo: string }>(`/api/portal/invitations/${token}`, {
    name: contact.name,
    password: "correct horse battery",
  });
  expect([accepted.status, accepted.data.redirectTo]).toEqual([200, "/client-portal"]);
  const me = await client.get<Record<string, unknown>>("/api/portal/me");
  expect(me.status).toBe(200);
  expect(JSON.stringify(me.data)).toContain("TESCO PLC");

  expect(
    (
      await client.post<{ code: string }>(`/api/portal/invitations/${token}`, {
        name: "x",
        password: "another password 1",
      })
    ).data.code,
  ).toBe("invitation.used");
  expect((await client.get("/api/clients")).status).toBeGreaterThanOrEqual(401);
});

it("keeps one firm's records from another's", async () => {
  const alder = new Caller(product.url);
  await alder.signIn("owner@alder.example", product.info.demo.staff.password);
  const birch = new Caller(product.url);
  await birch.signIn("owner@birch.example", product.info.demo.staff.password);
  const mine = await alder.get<{ items: { id: string }[] }>("/api/clients?limit=1");
  const id = mine.data.items[0]?.id ?? "";
  expect(id).toMatch(/^cli_/);
  for (const path of [`/api/clients/${id}`, `/api/clients/${id}/people`, `/api/clients/${id}/timeline`])
    expect((await birch.get(path)).status).toBe(404);
});

it("refuses a forged and a replayed mail webhook without an effect", async () => {
  const send = (headers: Record<string, string>) =>
    fetch(`${product.url}/api/webhooks/resend`, {
      method: "POST",
      body: '{"type":"email.bounced","data":{"email_id":"x"}}',
      headers,
    });
  expect((await send({})).status).toBe(401);
  const forged = await send({
    "svix-id": "msg_1",
    "svix-timestamp": String(Math.floor(Date.now() / 1000)),
    "svix-signature": "v1,AAAA",
  });
  expect([forged.status, await forged.text(), forged.headers.get("set-cookie")]).toEqual([401, "", null]);
});
