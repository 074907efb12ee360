import { expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { Email, emailItems } from "../email/index.ts";
import { aClient, aFirm } from "../invoice/testing/fixture.ts";
import { withActor } from "../lib/actor.ts";
import { newId } from "../lib/id.ts";
import { PageQuery } from "../lib/page.ts";
import { transact } from "../lib/table/transact.ts";
import { activity, Activity } from "./index.ts";

test("that somebody's name is on a list is told to who may see the checks, in no log and no timeline to a viewer", async () => {
  const firm = aFirm();
  const client = await withActor(firm, () => aClient());
  const props = { name: "Olive", firmName: "Alder & Co", clientName: client.name, url: process.env.APP_URL ?? "" };
  const alert = emailItems({
    tenantId: firm.tenantId,
    to: "olive@alder.example",
    clientId: client.id,
    template: "kyc-alert",
    props,
  });
  await withActor(firm, () =>
    transact([
      activity({
        entityType: "kyc",
        entityId: newId("kyc"),
        clientId: client.id,
        action: "kyc.alert",
        summary: "Monitoring reported something new; names on lists so far: 1",
      }),
      ...alert.items,
    ]),
  );
  const all = PageQuery.parse({});
  const shown = (role: "accountant" | "viewer") =>
    withActor({ ...firm, role }, async () => ({
      firm: (await Activity.list(all)).items.map(({ action }) => action),
      client: (await Activity.listForClient(client.id, all)).items.map(({ action }) => action),
      timeline: (await Client.timeline(client.id, all)).items.map((one) =>
        one.kind === "email" ? one.template : one.action,
      ),
      mail: (await Email.list()).items.map(({ template }) => template),
    }));
  expect(await shown("accountant")).toEqual({
    firm: ["kyc.alert", "client.created"],
    client: ["kyc.alert", "client.created"],
    timeline: expect.arrayContaining(["kyc.alert", "kyc-alert", "client.created"]),
    mail: ["kyc-alert"],
  });
  expect(await shown("viewer")).toEqual({
    firm: ["client.created"],
    client: ["client.created"],
    timeline: ["client.created"],
    mail: [],
  });
  const one = withActor({ ...firm, role: "viewer" }, () => Email.fromId(alert.id));
  await expect(one).rejects.toMatchObject({ kind: "not-found" });
});
