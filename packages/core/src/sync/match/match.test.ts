import { expect, test } from "vitest";
import { Client } from "../../client/index.ts";
import { callXero, updateIntegrationConfig } from "../../connection/index.ts";
import { type ContactPut, Xero } from "../../provider/xero/index.ts";
import { apply, decideMatches, finishMatching, listMatches, matchCounts } from "../../lane/staff.ts";
import { aConnectedFirm, bankOf, type Firm, MAPPING } from "../testing/world.ts";

/** Contacts that the books hold already; answers their ids. */
const inXero = async (firm: Firm, contacts: (Partial<ContactPut> & { name: string; number?: string })[]) => {
  const made = await callXero(firm.tenantId, "interactive", (access) =>
    Xero.createContacts(
      access,
      contacts.map((contact, n) => ({ number: `crm-${n}`, ...contact })),
      `test-${firm.tenantId}`,
    ),
  );
  return made.map((one) => (one.ok ? one.record.id : ""));
};

const aSoleTrader = (name: string, email: string | null = null) =>
  Client.create({ type: "sole_trader", name, contact: { name, ...(email === null ? {} : { email }) } });

/** What somebody does on a page of Xero's. */
const inBooks = (firm: Firm, path: string, form: Record<string, string>) =>
  fetch(`${process.env.XERO_API_URL}/__books/${firm.organisation}/${path}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });

/** Names and whom each may be. */
const shown = async () =>
  (await listMatches({ limit: 20 })).items.map(({ name, suggestions }) => [
    name,
    ...suggestions.map(({ contact, by, sure }) => `${contact.name} by ${by}${sure ? ", sure" : ""}`),
  ]);

const calls = async (firm: Firm) => (await firm.books()).calls["GET Contacts"] ?? 0;

test("a contact is proposed by what it shares with a client, is sure only beyond doubt, and is nobody's once it is somebody's", async () => {
  const firm = await aConnectedFirm({ raw: true });
  await firm.in(async () => {
    const finch = await aSoleTrader("Finch Pottery", "studio@finch.example");
    await aSoleTrader("Finch Tea Room", "studio@finch.example");
    await aSoleTrader("Plain Name");
    await aSoleTrader("Nobody There");
    const [pottery] = await inXero(firm, [
      { name: "finch pottery", email: "Studio@finch.example" },
      { name: "Plain Name", email: "else@where.example" },
      { name: "Office Rent plc" },
    ]);
    const before = await calls(firm);
    expect(await shown()).toEqual([
      ["Finch Pottery", "finch pottery by email, sure"],
      ["Finch Tea Room", "finch pottery by email"],
      ["Nobody There"],
      ["Plain Name", "Plain Name by name"],
    ]);
    expect((await calls(firm)) - before).toBeLessThanOrEqual(4);

    expect(await decideMatches([{ clientId: finch.id, action: "link", contactId: pottery ?? "" }])).toEqual({
      decided: 1,
      refused: [],
    });
    expect(await shown()).toEqual([["Finch Tea Room"], ["Nobody There"], ["Plain Name", "Plain Name by name"]]);
  });
});

test("decisions that cannot be kept say why, and the others are kept; one contact is one client", async () => {
  const firm = await aConnectedFirm({ raw: true });
  await firm.in(async () => {
    const [ash, elm, oak] = [await aSoleTrader("Ash"), await aSoleTrader("Elm"), await aSoleTrader("Oak")];
    const [one = ""] = await inXero(firm, [{ name: "The One" }]);
    const link = (clientId: string) => ({ clientId, action: "link" as const, contactId: one });
    expect(await decideMatches([link(ash.id), link(elm.id), { clientId: oak.id, action: "ignore" }])).toMatchObject({
      decided: 2,
      refused: [{ clientId: elm.id, words: expect.stringContaining("Choose another") }],
    });
    expect((await decideMatches([link(oak.id)])).refused).toMatchObject([
      { words: "The One is linked with Ash already. A contact is one client." },
    ]);
    expect(await matchCounts()).toEqual({ state: "mapping", linked: 1, open: 1, asNew: 0, ignored: 1, more: false });
    await decideMatches([{ clientId: elm.id, action: "create" }]);
    expect((await listMatches({ limit: 20 })).items).toMatchObject([
      { name: "Elm", decision: "create" },
      { name: "Oak", decision: "ignore" },
    ]);
    expect(await Client.fromId(ash.id)).toMatchObject({ xeroContactId: one, xeroSyncStatus: "pending" });
  });
});

test("once the matching is finished and somebody lets it go the linked are updated, the others created, those left out never sent; a lost link asks for another", async () => {
  const firm = await aConnectedFirm({ raw: true });
  await firm.in(async () => {
    const [ash, elm] = [await aSoleTrader("Ash", "ash@ash.example"), await aSoleTrader("Elm")];
    const oak = await aSoleTrader("Oak");
    const [known = "", other = ""] = await inXero(firm, [{ name: "Ash & Sons" }, { name: "Ash the younger" }]);
    await decideMatches([
      { clientId: ash.id, action: "link", contactId: known },
      { clientId: oak.id, action: "ignore" },
    ]);
    await firm.run();
    expect((await firm.books()).contacts).toHaveLength(2);

    await updateIntegrationConfig(firm.tenantId, "xero", (config) => ({
      ...config,
      autoSync: false,
      mapping: { ...MAPPING, paymentAccountId: bankOf(firm.organisation) },
    }));
    expect(await finishMatching()).toEqual({ state: "ready" });
    await firm.run();
    const names = async () => (await firm.books()).contacts.map(({ Name }) => Name).toSorted();
    // The plan is looked at first.
    expect(await names()).toEqual(["Ash & Sons", "Ash the younger"]);
    await apply({});
    await firm.run();
    expect(await names()).toEqual(["Ash", "Ash the younger", "Elm"]);
    expect(await matchCounts()).toMatchObject({ linked: 2, open: 0, ignored: 1 });

    // Its contact is archived in Xero: the next change says so, and the client can be linked with another.
    await inBooks(firm, `contact/${known}/status`, { status: "ARCHIVED" });
    await updateIntegrationConfig(firm.tenantId, "xero", (config) => ({ ...config, autoSync: true }));
    const { version } = await Client.fromId(ash.id);
    await Client.update(ash.id, { version, phone: "020 7946 0000" });
    await firm.run();
    expect((await listMatches({ limit: 20, clientId: ash.id })).items).toMatchObject([
      { name: "Ash", broken: true, problem: expect.stringContaining("archived in Xero") },
    ]);
    expect((await decideMatches([{ clientId: ash.id, action: "create" }])).refused).toHaveLength(1);
    await decideMatches([{ clientId: ash.id, action: "link", contactId: other }]);
    expect((await listMatches({ limit: 20, clientId: ash.id })).items).toEqual([]);
    expect((await listMatches({ limit: 20, clientId: elm.id })).items).toEqual([]);
  });
});

test("a page of clients costs four calls to Xero at most, and the pages together show each client once", async () => {
  const firm = await aConnectedFirm({ raw: true });
  await firm.in(async () => {
    for (let n = 0; n < 45; n += 1) await aSoleTrader(`Client ${String(n).padStart(2, "0")}`, `c${n}@client.example`);
    const first = await listMatches({ limit: 20 });
    const before = await calls(firm);
    const second = await listMatches({ limit: 20, cursor: first.nextCursor ?? "" });
    const third = await listMatches({ limit: 20, cursor: second.nextCursor ?? "" });
    expect((await calls(firm)) - before).toBeLessThanOrEqual(8);
    const seen = [first, second, third].flatMap(({ items }) => items.map(({ name }) => name));
    expect(new Set(seen).size).toBe(45);
    expect(third.nextCursor).toBeNull();
  });
});
