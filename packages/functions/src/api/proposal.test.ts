import { actorFromCookies } from "@practice-hub/core/auth/session";
import { withActor } from "@practice-hub/core/lib/actor";
import { captureLog } from "@practice-hub/core/lib/log";
import { beforeAll, expect, test } from "vitest";
import { printed } from "../../../core/src/proposal/testing/fixture.ts";
import { newFirm, portalOf, type SignedIn, staffOf } from "../testing/sign-in.ts";
import type { StaffActor } from "@practice-hub/core/lib/actor";
import { createApp } from "./app.ts";
import { send } from "../testing/request.ts";
import { routes } from "./route/index.ts";

const app = createApp({ routes, identify: actorFromCookies });
let owner: SignedIn<StaffActor>;
let clientId: string;

beforeAll(async () => {
  captureLog(() => undefined);
  owner = await staffOf(await newFirm(), "owner");
  const contact = { name: "Zoë Rowan", email: "zoe@rowan.example" };
  const client = { type: "sole_trader", name: "Zoë Rowan", status: "prospect", contact };
  clientId = String((await call("/api/clients", client)).json.id);
});

const call = (path: string, json?: unknown, method?: string) =>
  send(app, path, {
    cookie: owner.cookie,
    ...(json === undefined ? {} : { json }),
    ...(method === undefined ? {} : { method }),
  });

test("a service is offered, sent, read and signed through the door; where the signer is comes from the gateway alone", async () => {
  const priced = { name: "Payroll", unitPricePence: 3333, billing: "monthly", vatRate: "standard" };
  const service = await call("/api/services", priced);
  expect(service).toMatchObject({ status: 201, json: { ...priced, archived: false, version: 1 } });
  const made = await call("/api/proposals", {
    clientId,
    title: "Payroll for three",
    validUntilOn: "2099-12-31",
    lines: [{ ...priced, serviceId: service.json.id, quantity: "3" }],
  });
  expect(made).toMatchObject({ status: 201, json: { status: "draft", monthlyPence: 11_999 } });
  const path = `/api/proposals/${String(made.json.id)}`;
  expect((await call(`${path}/send`, { version: 1 })).json).toMatchObject({ status: "sent", printing: "offer" });
  await withActor(owner.actor, () => printed(String(made.json.id)));

  const person = await portalOf(owner.actor.tenantId, clientId);
  const portal = `/api/portal/proposals/${String(made.json.id)}`;
  const read = await send(app, portal, { cookie: person.cookie });
  expect(read.json).toMatchObject({ status: "viewed", lines: [{ netPence: 9999, vatPence: 2000 }] });
  const acceptance = {
    documentVersion: 1,
    documentHash: read.json.documentHash,
    name: person.actor.name,
    capacity: "Owner",
    consent: true,
  };
  const signing = (json: object) =>
    send(app, `${portal}/sign`, {
      cookie: person.cookie,
      json,
      headers: {
        "x-forwarded-for": "198.51.100.99, 203.0.113.7, 192.0.2.1",
        "x-real-ip": "198.51.100.98",
        "user-agent": "Firefox/150",
      },
    });
  for (const over of [{ consent: false }, { ip: "198.51.100.97" }, { documentHash: "A".repeat(64) }])
    expect((await signing({ ...acceptance, ...over })).status).toBe(400);
  const signed = await signing(acceptance);
  expect(signed).toMatchObject({
    status: 200,
    json: { status: "signed", signature: { ip: "203.0.113.7", userAgent: "Firefox/150", capacity: "Owner" } },
  });
  expect((await signing(acceptance)).json).toEqual(signed.json);
  expect((await call(path)).json).toMatchObject({ status: "signed", signature: signed.json.signature });
  expect((await call(`/api/clients/${clientId}`)).json).toMatchObject({ status: "onboarding" });
  expect((await call(`${path}/expire`, { version: 99 })).status).toBe(409);
});

test("the catalogue offers what is not archived; an older save is refused with the newer one", async () => {
  const priced = { name: "VAT return", unitPricePence: 12_345, billing: "annual", vatRate: "standard" };
  const { json } = await call("/api/services", priced);
  const path = `/api/services/${String(json.id)}`;
  expect((await call(path, { version: 1, archived: true }, "PATCH")).json).toMatchObject({
    archived: true,
    version: 2,
  });
  expect(await call(path, { version: 1, name: "Old" }, "PATCH")).toMatchObject({
    status: 409,
    json: { code: "service.version-conflict", current: { archived: true } },
  });
  const names = async (query: string) =>
    ((await call(`/api/services${query}`)).json.items as { name: string }[]).map(({ name }) => name);
  expect(await names("")).not.toContain("VAT return");
  expect(await names("?archived=true")).toEqual(["VAT return"]);
});
