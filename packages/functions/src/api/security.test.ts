/**
 * Made from the route list, so a new route cannot skip it: every route against everybody who must not get through. A route
 * whose path names a record gets a real one of the victim's firm; whatever the answer, no byte of that firm may be in it.
 */
import { actorFromCookies } from "@practice-hub/core/auth/session";
import { Client } from "@practice-hub/core/client";
import { Firm } from "@practice-hub/core/firm";
import { DeadLetter } from "@practice-hub/core/dead-letter";
import { Document } from "@practice-hub/core/document";
import { ClientImport } from "@practice-hub/core/import";
import { Connection } from "@practice-hub/core/connection";
import { Evidence } from "@practice-hub/core/evidence";
import { Invitation } from "@practice-hub/core/invitation";
import { Invoice } from "@practice-hub/core/invoice";
import { type StaffActor, withActor } from "@practice-hub/core/lib/actor";
import { captureLog } from "@practice-hub/core/lib/log";
import { Payment } from "@practice-hub/core/payment";
import { Proposal } from "@practice-hub/core/proposal";
import { Pull } from "@practice-hub/core/pull";
import { Review } from "@practice-hub/core/review";
import { Service } from "@practice-hub/core/service";
import { can, ROLES } from "@practice-hub/core/lib/permission";
import * as Sync from "@practice-hub/core/lane/staff";
import { Event } from "@practice-hub/core/webhook";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createApp } from "./app.ts";
import type { Contract } from "./contract/define.ts";
import { BODIES } from "../testing/body.ts";
import { type Answer, ORIGIN, send } from "../testing/request.ts";
import { aVictim, type Victim } from "../testing/victim.ts";
import { takesBody } from "./request.ts";
import { routes } from "./route/index.ts";

const app = createApp({ routes, identify: actorFromCookies });
const contracts = routes.map(({ contract }) => contract);
const name = ({ method, path }: Contract) => `${method} ${path}`;
const unsafe = contracts.filter(({ method, actor }) => method !== "GET" && actor.kind !== "operator");

let { owner, records, secrets, intruders } = {} as Victim;

const urlOf = ({ path }: Contract): string =>
  path.replaceAll(/([^{}]*)\{(\w+)\}/g, (_, before: string, parameter: string) => {
    const record = records[`${before}${parameter}`] ?? records[parameter];
    if (record === undefined) throw new Error(`${path}: the security suite has no record for {${parameter}}`);
    return before + record;
  });

const request = (
  contract: Contract,
  cookie: string | undefined,
  over: { origin?: string | null } = {},
): Promise<Answer> => {
  const body = takesBody(contract) ? BODIES[name(contract)] : undefined;
  if (takesBody(contract) && body === undefined)
    throw new Error(`${name(contract)}: the security suite has no body for it`);
  return send(app, urlOf(contract), {
    method: contract.method,
    cookie,
    ...(body === undefined ? {} : { json: body }),
    ...over,
  });
};

/** What a refusal looks like: a problem, or for a browser on its way the page that tells it. */
const refusal = ({ actor, failurePage }: Contract, status: number, code: string): object => {
  if (failurePage !== null) return { status: 302, location: `${failurePage}?error=${code}`, json: {} };
  return { status, json: { code: actor.kind === "operator" ? "operator.required" : code } };
};
const told = (answer: Answer) => ({ ...answer, location: answer.headers.get("location") });

/** A problem repeats the path it was asked for; apart from that, nothing. */
const leaked = (answer: Answer, contract: Contract): string[] => {
  const said = JSON.stringify({
    ...answer.json,
    location: answer.headers.get("location"),
    instance: answer.json.instance === urlOf(contract) ? "" : answer.json.instance,
  });
  return secrets.filter((secret) => said.includes(secret));
};

beforeAll(async () => {
  captureLog(() => undefined);
  ({ owner, records, secrets, intruders } = await aVictim());
});

const guarded = contracts.filter(({ actor }) => actor.kind !== "anyone");
const ofStaff = contracts.filter(({ actor }) => actor.kind === "staff");
const namesRecord = ({ path }: Contract) => path.includes("{") && !path.includes("{number}");

describe.each(["anonymous", "a forged cookie", "an ended session"])("%s", (who) => {
  test.each(guarded.map((contract) => [name(contract), contract] as const))(
    "gets nothing from %s",
    async (_, contract) => {
      const answer = await request(contract, intruders[who]);
      expect(told(answer)).toMatchObject(refusal(contract, 401, "session.required"));
      expect(leaked(answer, contract)).toEqual([]);
    },
  );
});

describe("a portal user", () => {
  test.each(ofStaff.map((contract) => [name(contract), contract] as const))(
    "gets nothing from %s, which is for staff",
    async (_, contract) => {
      for (const who of ["a portal user of this firm", "a portal user of another firm"]) {
        const answer = await request(contract, intruders[who]);
        expect(told(answer)).toMatchObject(refusal(contract, 401, "session.required"));
        expect(leaked(answer, contract)).toEqual([]);
      }
    },
  );

  test.each(
    contracts.filter(({ actor }) => actor.kind === "portal").map((contract) => [name(contract), contract] as const),
  )("of another firm sees nothing of this one in %s, and staff are no portal users", async (_, contract) => {
    expect(leaked(await request(contract, intruders["a portal user of another firm"]), contract)).toEqual([]);
    expect((await request(contract, owner.cookie)).status).toBe(401);
  });
});

describe("the same role in another firm", () => {
  test.each(ofStaff.map((contract) => [name(contract), contract] as const))(
    "sees nothing of this firm in %s",
    async (_, contract) => {
      const answer = await request(contract, intruders["the same role in another firm"]);
      if (namesRecord(contract)) expect(answer.status).toBe(404);
      expect(leaked(answer, contract)).toEqual([]);
    },
  );
});

describe("a role that may not", () => {
  const refused = ofStaff.flatMap((contract) =>
    ROLES.flatMap((role) => {
      const { actor } = contract;
      return actor.kind === "staff" && actor.permission !== null && !can(role, actor.permission)
        ? [[role, name(contract), contract] as const]
        : [];
    }),
  );
  test.each(refused)("%s gets nothing from %s", async (role, _, contract) => {
    const answer = await request(contract, intruders[role]);
    expect(told(answer)).toMatchObject(refusal(contract, 403, "actor.permission"));
    expect(leaked(answer, contract)).toEqual([]);
  });

  test("is refused by the domain too, should a door forget to ask", async () => {
    const viewer: StaffActor = { ...owner.actor, role: "viewer" };
    const client = String(records.id);
    const invoice = String(records["/api/invoices/id"]);
    const proposal = String(records["/api/proposals/id"]);
    const document = String(records["/api/documents/id"]);
    const reasoned = { version: 1, reason: "x" };
    const forbidden: Record<string, () => Promise<unknown>> = {
      create: () => Client.create({ type: "other", name: "x" }),
      update: () => Client.update(client, { version: 1 }),
      archive: () => Client.archive(client, { version: 1 }),
      restore: () => Client.restore(client, { version: 1 }),
      refreshPeople: () => Client.refreshPeople(client),
      invite: () => Invitation.create({ clientId: client, name: "x", email: "x@x.example" }),
      revoke: () => Invitation.revoke(client, String(records.invitationId)),
      bill: () => Invoice.create({ clientId: client, lines: [] }),
      change: () => Invoice.update(invoice, { version: 3 }),
      approve: () => Invoice.approve(invoice, { version: 3 }),
      mail: () => Invoice.send(invoice, { version: 3, to: "x@x.example" }),
      settings: () => Firm.update({ version: 0, name: "x" }),
      logo: () => Firm.removeLogo({ version: 0 }),
      markSent: () => Invoice.markSent(invoice, { version: 3 }),
      cancel: () => Invoice.cancel(invoice, { version: 3 }),
      record: () => Payment.record(invoice, { amountPence: 1, paidOn: "2026-11-01", method: "cash" }),
      import: () => ClientImport.create({ fileName: "x.csv", sizeBytes: 1 }),
      connect: () => Connection.authorize(),
      connected: () => Connection.callback({ state: "x", code: "x" }),
      disconnect: () => Connection.disconnect(),
      reverse: () => Payment.reverse(invoice, String(records.paymentId)),
      addService: () => Service.create({ name: "x", unitPricePence: 1, billing: "annual", vatRate: "none" }),
      changeService: () => Service.update(String(records["/api/services/id"]), { version: 1 }),
      offer: () => Proposal.create({ clientId: client, title: "x", lines: [] }),
      rewrite: () => Proposal.update(proposal, { version: 1 }),
      send: () => Proposal.send(proposal, { version: 1 }),
      remind: () => Proposal.remind(proposal, { version: 1 }),
      withdraw: () => Proposal.expire(proposal, { version: 1 }),
      upload: () => Document.begin({ clientId: client, name: "x.pdf", contentType: "application/pdf", sizeBytes: 1 }),
      complete: () => Document.complete(document),
      rename: () => Document.update(document, { version: 1, name: "x" }),
      remove: () => Document.remove(document),
      putBack: () => Document.restore(document),
      review: () => Review.list({ status: "pending_approval", sort: "age", limit: 1 }),
      countReviews: () => Review.count(),
      judge: () => Review.fromClient(client),
      approveCase: () => Review.approve(client, { version: 1, reason: "x", override: true }),
      secondApprove: () => Review.secondApprove(client, reasoned),
      sendBack: () => Review.sendBack(client, reasoned),
      reject: () => Review.reject(client, reasoned),
      askMore: () => Review.requestMore(client, { version: 1, message: "x", items: ["document"] }),
      takeOver: () => Review.takeOver(client, reasoned),
      rate: () => Review.rate(client, { ...reasoned, level: "low" }),
      dismiss: () => Review.dismissHit(client, { checkId: "x", hitId: "x" }, reasoned),
      reopen: () => Evidence.reopen(client, { ...reasoned, name: "x", email: "x@x.example" }),
      startOnboarding: () =>
        Invitation.startOnboarding({ clientId: client, version: 1, name: "x", email: "x@x.example" }),
      countRisks: () => Review.counts({ status: "pending_approval" }),
      reReview: () => Review.reReview(client, reasoned),
      end: () => Evidence.endRelationship(client, reasoned),
      hold: () => Evidence.hold(client, reasoned),
      release: () => Evidence.release(client, reasoned),
      upcoming: () => Evidence.upcoming({ limit: 1 }),
      evidence: () => Evidence.fromClient(client),
      pack: () => Evidence.wantPack(client),
      downloadPack: () => Evidence.download(client, String(records.packId)),
      resolve: () => Pull.resolveConflict("contact", client, { generation: 1, choices: {} }),
      replay: () => Event.replay("xero.oak"),
      replayMany: () => Event.replayMany("dead"),
      redrive: () => DeadLetter.redrive({}),
      map: () => Sync.saveMapping({ lines: {}, invoiceStatus: "DRAFT" }),
      match: () => Sync.decideMatches([{ clientId: client, action: "create" }]),
      matched: () => Sync.finishMatching(),
      apply: () => Sync.apply({}),
      retry: () => Sync.retry({}),
      pushClient: () => Sync.syncClient(client),
      pushInvoice: () => Sync.syncInvoice(invoice),
      pushPayment: () => Sync.syncRecordedPayment(invoice, String(records.paymentId)),
    };
    for (const [verb, run] of Object.entries(forbidden))
      await expect(withActor(viewer, run).then(() => verb)).rejects.toMatchObject({ code: "actor.permission" });
  });
});

describe("the operator's secret", () => {
  const ofOperator = contracts.filter(({ actor }) => actor.kind === "operator");
  test.each(ofOperator.map((contract) => [name(contract), contract] as const))(
    "opens %s, and nothing that is like it, nor an owner's session, does",
    async (_, contract) => {
      const attempt = (authorization: string | undefined, cookie?: string) =>
        send(app, urlOf(contract), {
          method: contract.method,
          cookie,
          origin: null,
          headers: authorization === undefined ? {} : { authorization },
        });
      process.env.CRON_SECRET = "";
      expect((await attempt("Bearer ")).status).toBe(401);
      expect((await attempt("Bearer undefined")).status).toBe(401);
      process.env.CRON_SECRET = "the-operators-secret-of-this-test";
      for (const wrong of [
        undefined,
        "",
        "Bearer",
        "Bearer the-operators-secret-of-this-tes",
        "Bearer the-operators-secret-of-this-testx",
        "Basic the-operators-secret-of-this-test",
        "the-operators-secret-of-this-test",
      ])
        expect(await attempt(wrong, owner.cookie)).toMatchObject({ status: 401, json: { code: "operator.required" } });
      const answer = await attempt("Bearer the-operators-secret-of-this-test");
      expect(answer.status).toBe(contract.status);
      expect(leaked(answer, contract)).toEqual([]);
    },
  );
});

describe("another page in the owner's browser", () => {
  test.each(unsafe.map((contract) => [name(contract), contract] as const))("cannot call %s", async (_, contract) => {
    for (const origin of [
      null,
      "null",
      "https://evil.example",
      ORIGIN.replace("http:", "https:"),
      `${ORIGIN}.evil.example`,
    ])
      expect(await request(contract, owner.cookie, { origin })).toMatchObject({
        status: 403,
        json: { code: "request.origin" },
      });
  });
});

describe("a list", () => {
  const lists = contracts.filter(({ query }) => query instanceof z.ZodObject && "cursor" in query.shape);
  const damaged = [
    "",
    "x",
    "%00",
    "e30",
    "null",
    "9999999",
    "a".repeat(2000),
    Buffer.from('{"pk":"t#x","sk":"y"}').toString("base64url"),
  ];

  test.each(lists.map((contract) => [name(contract), contract] as const))(
    "%s refuses a damaged or foreign cursor in words, and never fails on one",
    async (_, contract) => {
      const elsewhere = await send(app, "/api/clients?limit=1", { cookie: intruders["the same role in another firm"] });
      for (const cursor of [...damaged, String(elsewhere.json.nextCursor)]) {
        const answer = await send(app, `${urlOf(contract)}?q=tesco&limit=1&cursor=${encodeURIComponent(cursor)}`, {
          cookie: contract.actor.kind === "portal" ? intruders["a portal user of this firm"] : owner.cookie,
        });
        expect({ cursor, known: [200, 400].includes(answer.status) }).toEqual({ cursor, known: true });
        if (answer.status === 400) expect(answer.json.code).toMatch(/^(?:cursor\.invalid|request\.query-invalid)$/);
      }
    },
  );
});

describe("after all of that", () => {
  test("nothing of the victim's firm has changed, and its owner gets through", async () => {
    const client = await send(app, `/api/clients/${String(records.id)}`, { cookie: owner.cookie });
    expect(client).toMatchObject({ status: 200, json: { name: "Quercus Robur", version: 1, notes: "Knows the oak" } });
    expect(
      (await send(app, `/api/clients/${String(records.id)}/invitations`, { cookie: owner.cookie })).json.items,
    ).toMatchObject([{ status: "pending" }]);
    expect(
      (await send(app, `/api/invoices/${String(records["/api/invoices/id"])}`, { cookie: owner.cookie })).json,
    ).toMatchObject({ status: "part_paid", paidPence: 7, version: 3, notes: null });
    expect(
      (await send(app, `/api/proposals/${String(records["/api/proposals/id"])}`, { cookie: owner.cookie })).json,
    ).toMatchObject({ status: "draft", version: 1, title: "A year of the oak" });
    expect(
      (await send(app, `/api/documents/${String(records["/api/documents/id"])}`, { cookie: owner.cookie })).json,
    ).toMatchObject({ name: "Acorns.pdf", version: 1, deletedAt: null, opens: 0 });
    expect((await send(app, "/api/dead-letters", { cookie: owner.cookie })).json).toMatchObject({
      queues: [{ queue: "email", count: 1 }],
      items: [{ times: 1 }],
    });
    expect((await send(app, "/api/integrations/xero", { cookie: owner.cookie })).json).toMatchObject({
      state: "connected",
      details: { organisation: "Oak Books", config: { autoSync: false } },
    });
    for (const contract of contracts.filter(
      ({ method, path, failurePage }) =>
        method === "GET" &&
        failurePage === null &&
        !path.startsWith("/api/portal") &&
        path !== "/api/companies" &&
        // Asks Xero itself, where this connection is nobody's: core/pull has its own tests.
        path !== "/api/integrations/xero/bank-transactions" &&
        // A mail's token is no session: core/invoice/send has its own tests.
        !path.includes("{token}"),
    ))
      expect({
        route: name(contract),
        through: [200, 202].includes((await request(contract, owner.cookie)).status),
      }).toEqual({ route: name(contract), through: true });
  });
});
