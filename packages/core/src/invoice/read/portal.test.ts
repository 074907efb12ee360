import { expect, test } from "vitest";
import { type PortalActor, withActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import { aClient, aFirm, inFirm, refusal, typed } from "../testing/fixture.ts";
import { Invoice } from "../index.ts";

const FIRST = { limit: 25 };
const personOf = (tenantId: string, ...clientIds: string[]): PortalActor => ({
  kind: "portal",
  tenantId,
  userId: newId("usr"),
  name: "Zoë Rowan",
  email: "zoe@rowan.example",
  clientIds,
});

/** A firm with two clients, each with a draft, an approved and a sent invoice. */
async function aWorld() {
  const firm = aFirm();
  const bills = async (clientId: string) => {
    const lines = [{ description: "Work", unitPricePence: 100, vatRate: "none" as const, accountCode: "200" }];
    const made = [];
    for (let n = 0; n < 3; n += 1) made.push(await Invoice.create(typed(clientId, { lines })));
    const [draft, waiting, sent] = made.map((invoice) => invoice.id);
    if (!draft || !waiting || !sent) throw new Error("three invoices were made");
    for (const id of [waiting, sent]) await Invoice.approve(id, { version: 1 });
    await Invoice.markSent(sent, { version: 2 });
    return { clientId, draft, waiting, sent };
  };
  return inFirm(async () => {
    const [mine, theirs] = [await bills((await aClient()).id), await bills((await aClient("Other Ltd")).id)];
    return { firm, mine, theirs };
  }, firm);
}

test("a client's person sees what was sent to them, without the firm's bookkeeping", async () => {
  const { firm, mine } = await aWorld();
  await withActor(personOf(firm.tenantId, mine.clientId), async () => {
    const { items } = await Invoice.listForPortal(FIRST);
    expect(items.map((invoice) => invoice.id)).toEqual([mine.sent]);
    const invoice = await Invoice.fromIdForPortal(mine.sent);
    expect(invoice).toMatchObject({ status: expect.stringMatching(/sent|overdue/), duePence: 100, ...items[0] });
    expect(JSON.stringify(invoice)).not.toMatch(/xero|accountCode|createdBy|version/);
  });
});

test("drafts, unsent invoices, other clients' and other firms' are not there", async () => {
  const { firm, mine, theirs } = await aWorld();
  await withActor(personOf(firm.tenantId, mine.clientId), async () => {
    for (const id of [mine.draft, mine.waiting, theirs.sent, newId("inv")])
      expect(await refusal(Invoice.fromIdForPortal(id))).toMatchObject({ code: "invoice.not-found" });
    expect(await refusal(Invoice.listForPortal({ ...FIRST, clientId: theirs.clientId }))).toMatchObject({
      code: "client.not-found",
    });
    expect(await refusal(Invoice.fromId(mine.sent))).toMatchObject({ kind: "forbidden" });
    expect(await refusal(Invoice.list(FIRST))).toMatchObject({ kind: "forbidden" });
  });
  await withActor(personOf(newId("firm"), mine.clientId), async () => {
    expect((await Invoice.listForPortal(FIRST)).items).toEqual([]);
    expect(await refusal(Invoice.fromIdForPortal(mine.sent))).toMatchObject({ kind: "not-found" });
  });
});

test("somebody with two clients chooses between them", async () => {
  const { firm, mine, theirs } = await aWorld();
  await withActor(personOf(firm.tenantId, mine.clientId, theirs.clientId), async () => {
    const ids = async (clientId?: string) =>
      (await Invoice.listForPortal({ ...FIRST, ...(clientId ? { clientId } : {}) })).items.map((one) => one.id);
    expect([await ids(), await ids(theirs.clientId)]).toEqual([[mine.sent], [theirs.sent]]);
  });
});
