import { expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { Invoice } from "../invoice/index.ts";
import { aClient, typed } from "../invoice/testing/fixture.ts";
import { nowIso } from "../lib/clock.ts";
import { Payment } from "../payment/index.ts";
import { apply, issues, plan, retry, watchRecords } from "./staff.ts";
import { type SyncItem, SyncRow } from "../outbox/record.ts";
import { groups } from "../sync/read/issue.ts";
import { aConnectedFirm } from "../sync/testing/world.ts";

test("what is chosen goes with what it needs and nothing else; the plan says so before, the watch meanwhile", async () => {
  const firm = await aConnectedFirm({ autoSync: false });
  await firm.in(async () => {
    const [client, other] = [await aClient("Chosen Limited"), await aClient("Other Limited")];
    const draft = await Invoice.create(typed(client.id));
    const invoice = await Invoice.approve(draft.id, { version: 1 });
    const paid = await Payment.record(invoice.id, { amountPence: 500, paidOn: "2026-11-04", method: "cash" });
    const records = [{ kind: "payment" as const, id: paid.id }];
    const three = [client, invoice, paid].map(({ id }) => ({ id }));
    expect((await plan({ records })).items).toMatchObject(three.map((one) => ({ ...one, action: "create" })));
    expect(await apply({ records })).toMatchObject({ records: three });
    await firm.run();
    const watched = await watchRecords({ records: [...records, { kind: "contact", id: other.id }] });
    expect(watched.items.map(({ id, status }) => [id, status])).toEqual([
      [other.id, "pending"],
      [paid.id, "synced"],
    ]);
    expect((await firm.books()).contacts).toMatchObject([{ Name: "Chosen Limited" }]);
    // What failed goes again when it is chosen; what has no place in the sync yet gets one; a stranger's is not there.
    await SyncRow.delete({ tenantId: firm.tenantId, kind: "contact", id: other.id }).go();
    const namesake = await aClient("Chosen Limited");
    const both = [namesake, other].map(({ id }) => ({ kind: "contact" as const, id }));
    await apply({ records: both });
    await firm.run();
    const [failed] = (await watchRecords({ records: [{ kind: "contact", id: namesake.id }] })).items;
    expect(failed).toMatchObject({ status: "error", code: "name-taken" });
    expect((await firm.books()).contacts).toHaveLength(2);
    expect(await issues()).toMatchObject({ items: [{ code: "name-taken", count: 1, records: [{ id: namesake.id }] }] });
    await Client.update(namesake.id, { version: 1, phone: "0113 496 0001" });
    await apply({ records: both.slice(0, 1) });
    await firm.run();
    expect(await retry({ code: "period-locked" })).toMatchObject({ clientsRetried: 0 });
    expect(await retry({ code: "name-taken" })).toMatchObject({ clientsRetried: 1 });
    await expect(apply({ records: [{ kind: "contact", id: "cli_00000000000000000000000000" }] })).rejects.toMatchObject(
      {
        code: "client.not-found",
      },
    );
  });
});

test("failures of one cause are one group: by the sentence they share, and those with a sentence each by their code", () => {
  const row = (errorCode: string, errorMessage: string) =>
    ({ errorCode, errorMessage, at: nowIso() }) as unknown as SyncItem;
  const rows = [
    row("account-unusable", "Account 200 is archived."),
    row("number-taken", "INV-1 is taken."),
    row("account-unusable", "Account 200 is archived."),
    row("number-taken", "INV-2 is taken."),
    row("account-unusable", "Account 210 is archived."),
    row("number-taken", "INV-3 is taken."),
  ];
  expect(groups(rows).map(({ code, reason, rows: of }) => [code, reason, of.length])).toEqual([
    ["number-taken", null, 3],
    ["account-unusable", "Account 200 is archived.", 2],
    ["account-unusable", "Account 210 is archived.", 1],
  ]);
});
