import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { Email } from "../email/index.ts";
import { readProps } from "../email/props.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { type StaffActor, tenantId, withActor } from "../lib/actor.ts";
import { DAY_MS, withClock } from "../lib/clock.ts";
import { hashToken } from "../lib/secret/crypto.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact } from "../lib/table/transact.ts";
import { Invitation } from "./index.ts";

const ZOE = { name: "Zoë Rowan", email: "zoe@rowan.example" };
const PAGE = { limit: 25 };

async function inFirm<T>(
  fn: (clientId: string, actor: StaffActor) => Promise<T>,
  over: Partial<StaffActor> = {},
): Promise<T> {
  const owner = await someFirm();
  const { id } = await withActor(owner, () => Client.create({ type: "individual", name: "Zoë Rowan", contact: ZOE }));
  const actor = { ...owner, ...over };
  return withActor(actor, () => fn(id, actor));
}

/** The token in the mail: the only place where it is. */
async function tokenIn(emailId: string): Promise<string> {
  const props = await readProps(tenantId(), emailId, "portal-invitation");
  const url = new URL((props as { url: string }).url);
  expect(url.pathname).toMatch(/^\/client-portal\/accept-invitation\/[\w-]{43}$/);
  return String(url.pathname.split("/").at(-1));
}
const accept = async (token: string, user = "usr_1") => {
  const held = await Invitation.byToken(token);
  Invitation.requirePending(held);
  await transact(Invitation.acceptItems(held, user));
};

describe("an invitation", () => {
  test("leaves by a mail to the contact, waits for seven days, and is on the timeline", () =>
    inFirm(async (clientId) => {
      const made = await Invitation.create({ clientId, ...ZOE });
      expect(made).toMatchObject({ clientId, ...ZOE, status: "pending", acceptedAt: null });
      expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBeCloseTo(7 * DAY_MS, -3);
      const client = await Client.fromId(clientId);
      expect(await Email.fromId(made.emailId)).toMatchObject({
        to: ZOE.email,
        template: "portal-invitation",
        status: "queued",
        clientId,
        contactId: client.contact?.id,
      });
      const { items } = await Client.timeline(clientId, PAGE);
      expect(items.map((entry) => (entry.kind === "email" ? entry.template : entry.action))).toEqual([
        "invitation.sent",
        "portal-invitation",
        "client.created",
      ]);
      expect((await Invitation.listForClient(clientId, PAGE)).items).toEqual([made]);
    }));

  test("keeps its token nowhere but in the mail", () =>
    inFirm(async (clientId) => {
      const made = await Invitation.create({ clientId, ...ZOE });
      const token = await tokenIn(made.emailId);
      const rows = await documents.send(
        new QueryCommand({
          TableName: tableName(),
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": `t#${tenantId()}#client#${clientId}` },
        }),
      );
      const lookup = await documents.send(
        new GetCommand({ TableName: tableName(), Key: { pk: `g#invitation#${hashToken(token)}`, sk: "invitation" } }),
      );
      expect(lookup.Item).toMatchObject({ id: made.id });
      expect(
        JSON.stringify([rows.Items, lookup.Item, made, (await Client.timeline(clientId, PAGE)).items]),
      ).not.toContain(token);
    }));

  test("is used once: of ten who use it at once one succeeds, and afterwards it is gone", () =>
    inFirm(async (clientId) => {
      const made = await Invitation.create({ clientId, ...ZOE });
      const token = await tokenIn(made.emailId);
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => accept(token, `usr_${n}`)));
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === "rejected")
          expect(outcome.reason).toMatchObject({ status: 410, code: "invitation.used" });
      await expect(accept(token)).rejects.toMatchObject({ status: 410, code: "invitation.used" });
      expect((await Invitation.byToken(token)).status).toBe("accepted");
      await expect(Invitation.revoke(clientId, made.id)).rejects.toMatchObject({ code: "invitation.accepted" });
      const actions = (await Client.timeline(clientId, PAGE)).items.flatMap((entry) =>
        entry.kind === "activity" ? [entry.action] : [],
      );
      expect(actions.filter((action) => action === "invitation.accepted")).toHaveLength(1);
    }));

  test("is expired after seven days, for the one who looks and for the one who uses it", () =>
    inFirm(async (clientId) => {
      const made = await Invitation.create({ clientId, ...ZOE });
      const token = await tokenIn(made.emailId);
      const held = await Invitation.byToken(token);
      await withClock(
        () => Date.parse(made.expiresAt),
        async () => {
          expect((await Invitation.byToken(token)).status).toBe("expired");
          await expect(accept(token)).rejects.toMatchObject({ status: 410, code: "invitation.expired" });
          // Even who looked a moment before it expired is too late.
          await expect(transact(Invitation.acceptItems(held, "usr_1"))).rejects.toMatchObject({
            status: 410,
            code: "invitation.expired",
          });
        },
      );
      await withClock(
        () => Date.parse(made.expiresAt) - 1,
        () => accept(token),
      );
    }));

  test("to the same address again revokes the older one; to another address it does not", () =>
    inFirm(async (clientId) => {
      const first = await Invitation.create({ clientId, ...ZOE });
      const other = await Invitation.create({ clientId, name: "Max", email: "max@rowan.example" });
      const second = await Invitation.create({ clientId, name: "Zoë", email: "ZOE@rowan.example" });
      const statuses = new Map(
        (await Invitation.listForClient(clientId, PAGE)).items.map(({ id, status }) => [id, status]),
      );
      expect(Object.fromEntries(statuses)).toEqual({
        [first.id]: "revoked",
        [other.id]: "pending",
        [second.id]: "pending",
      });
      await expect(accept(await tokenIn(first.emailId))).rejects.toMatchObject({
        status: 410,
        code: "invitation.revoked",
      });
      await accept(await tokenIn(second.emailId));
    }));

  test("sent by five people at once leaves exactly one pending", () =>
    inFirm(async (clientId) => {
      await Promise.all(Array.from({ length: 5 }, () => Invitation.create({ clientId, ...ZOE })));
      const { items } = await Invitation.listForClient(clientId, PAGE);
      expect(items).toHaveLength(5);
      expect(items.filter(({ status }) => status === "pending")).toHaveLength(1);
    }));

  test("can be withdrawn, once and again", () =>
    inFirm(async (clientId) => {
      const made = await Invitation.create({ clientId, ...ZOE });
      const revoked = await Invitation.revoke(clientId, made.id);
      expect(revoked).toMatchObject({ status: "revoked", revokedAt: expect.any(String) });
      expect(await Invitation.revoke(clientId, made.id)).toEqual(revoked);
    }));

  test("needs a client of the own firm that is not archived, and somebody who may invite", async () => {
    const foreign = await inFirm((clientId) => Promise.resolve(clientId));
    await inFirm(async (clientId) => {
      await expect(Invitation.create({ clientId: foreign, ...ZOE })).rejects.toMatchObject({
        code: "client.not-found",
      });
      await expect(Invitation.listForClient(foreign, PAGE)).rejects.toMatchObject({ code: "client.not-found" });
      await Client.archive(clientId, { version: 1 });
      await expect(Invitation.create({ clientId, ...ZOE })).rejects.toMatchObject({ code: "client.archived" });
    });
    await inFirm(
      async (clientId) => {
        await expect(Invitation.create({ clientId, ...ZOE })).rejects.toMatchObject({ code: "actor.permission" });
      },
      { role: "viewer" },
    );
  });

  test.each(["", "x", "../..", "a".repeat(43), "%".repeat(43)])("of a made-up token %j is not found", async (token) => {
    await expect(Invitation.byToken(token)).rejects.toMatchObject({ status: 404, code: "invitation.not-found" });
  });
});

describe("the timeline", () => {
  test("pages through changes and mails together, newest first, without gaps", () =>
    inFirm(async (clientId) => {
      for (let n = 0; n < 6; n += 1) await Invitation.create({ clientId, name: "Max", email: `max${n}@rowan.example` });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await Client.timeline(clientId, { limit: 4, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toHaveLength(13);
      expect(new Set(seen).size).toBe(13);
      const times = seen.map((id) => id.slice(4));
      expect(times).toEqual(times.toSorted().toReversed());
      await expect(Client.timeline(clientId, { limit: 4, cursor: "nonsense" })).rejects.toMatchObject({
        code: "cursor.invalid",
      });
    }));
});
