import { expect, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { Client } from "../client/index.ts";
import { Email } from "../email/index.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { inFirm, noonOf, refusal } from "../invoice/testing/fixture.ts";
import { tenantId, withActor } from "../lib/actor.ts";
import { withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { MAX_TOTAL_PENCE } from "../invoice/schema.ts";
import { Proposal } from "./index.ts";
import { acceptance, aProspect, draft, FROM, LINE, offer, person, printed, sent, signedBy } from "./testing/fixture.ts";

const DAY = "2026-11-25";
/** In a firm of its own, at noon of a day. */
const on = <T>(run: () => Promise<T>, day = DAY): Promise<T> =>
  withClock(noonOf(day), async () => inFirm(run, await someFirm()));
const later = <T>(day: string, run: () => Promise<T>): Promise<T> => withClock(noonOf(day), run);

test("an offer is drafted, sent with one mail once its PDF is there, opened, signed, and the prospect is being taken on", () =>
  on(async () => {
    const made = await draft();
    expect(made).toMatchObject({ number: "PROP-0001", status: "draft", monthlyPence: 12_000, firstYearPence: 144_000 });
    const out = await Proposal.send(made.id, { version: 1 });
    expect(out).toMatchObject({ status: "sent", printing: "offer", versions: [{ number: 1, documentHash: null }] });
    const rosa = person(made.clientId);
    expect(await withActor(rosa, () => refusal(Proposal.open(made.id)))).toMatchObject({ kind: "not-found" });
    expect((await Email.list({ clientId: made.clientId, limit: 10 })).items).toEqual([]);
    await printed(made.id);
    await printed(made.id);
    expect((await Email.list({ clientId: made.clientId, limit: 10 })).items).toMatchObject([
      { template: "proposal-sent", to: "rosa@rowan.example" },
    ]);
    const read = await withActor(rosa, () => Proposal.open(made.id));
    expect(read).toMatchObject({ status: "viewed", documentVersion: 1, documentHash: "a".repeat(64) });
    const signed = await withActor(rosa, () => Proposal.sign(made.id, acceptance(read), FROM));
    expect(signed).toMatchObject({
      status: "signed",
      onboarding: true,
      signature: { name: "Rosa Rowan", capacity: "Director", ip: FROM.ip, userAgent: FROM.userAgent, signedHash: null },
    });
    expect((await Client.fromId(made.clientId)).status).toBe("onboarding");
    await printed(made.id, "b".repeat(64));
    const after = await Proposal.fromId(made.id);
    expect(after).toMatchObject({ status: "signed", printing: null, signature: { signedHash: "b".repeat(64) } });
    expect(after.signature?.documentHash).toBe(after.versions[0]?.documentHash);
    const actions = (await Activity.listForClient(made.clientId, { limit: 20 })).items.map(({ action }) => action);
    for (const action of ["created", "sent", "viewed", "signed"]) expect(actions).toContain(`proposal.${action}`);
    expect(actions.filter((action) => action === "client.onboarding-started")).toHaveLength(1);
  }));

test("of two people who sign at once one wins and the other reads who it was; whoever signed may ask again", () =>
  on(async () => {
    const { id, clientId } = await sent();
    const [rosa, otto] = [person(clientId), person(clientId, "Otto Rowan")];
    const [one, two] = await Promise.allSettled([
      signedBy(rosa, id),
      signedBy(otto, id, { name: "Otto Rowan", capacity: "Secretary" }),
    ]);
    const winner = one.status === "fulfilled" ? rosa : otto;
    expect([one.status, two.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const { reason } = (one.status === "rejected" ? one : two) as PromiseRejectedResult;
    expect(reason).toMatchObject({
      code: "proposal.signed-already",
      message: expect.stringContaining(winner.name),
    });
    const again = await signedBy(winner, id, {
      name: winner.name,
      capacity: winner === rosa ? "Director" : "Secretary",
    });
    expect(again.signature).toMatchObject({ name: winner.name });
    expect((await Proposal.fromId(id)).signature).toEqual(again.signature);
  }));

test("only the very document before the client can be signed: not a draft, not a superseded one, not another hash, not after its day", () =>
  on(async () => {
    const first = await sent();
    const { id, clientId } = first;
    const rosa = person(clientId);
    const read = await withActor(rosa, () => Proposal.open(id));
    const attempt = (over = {}) => withActor(rosa, () => refusal(Proposal.sign(id, acceptance(read, over), FROM)));
    expect(await attempt({ documentHash: "c".repeat(64) })).toMatchObject({
      code: "proposal.hash-mismatch",
      options: { extra: { current: { documentHash: "a".repeat(64) } } },
    });
    expect(await attempt({ name: "Mallory" })).toMatchObject({
      code: "proposal.name-differs",
      options: { fields: [{ path: "name" }] },
    });
    await expect(
      withActor(rosa, () => Proposal.sign(id, acceptance(read, { consent: false as true }), FROM)),
    ).rejects.toThrow(/must be ticked/);
    const { version } = await Proposal.fromId(id);
    const next = await Proposal.update(id, { version, lines: [{ ...LINE, unitPricePence: 20_000 }] });
    expect(next).toMatchObject({
      status: "draft",
      monthlyPence: 24_000,
      versions: [{ number: 1, monthlyPence: 12_000 }],
    });
    expect(await attempt()).toMatchObject({ code: "proposal.cannot-sign", message: expect.stringMatching(/revised/) });
    expect(await withActor(rosa, () => Proposal.open(id))).toMatchObject({ status: "revising", monthlyPence: 12_000 });
    await Proposal.send(id, { version: next.version });
    expect(await attempt()).toMatchObject({ code: "proposal.superseded" });
    expect(await attempt({ documentVersion: 2 })).toMatchObject({ code: "proposal.being-made" });
    await printed(id, "d".repeat(64));
    expect(await attempt()).toMatchObject({
      code: "proposal.superseded",
      options: { extra: { current: { documentVersion: 2, monthlyPence: 24_000, documentHash: "d".repeat(64) } } },
    });
    await later("2026-12-25", async () => {
      expect(await attempt({ documentVersion: 2, documentHash: "d".repeat(64) })).toMatchObject({
        kind: "gone",
        code: "proposal.expired",
      });
      expect((await Proposal.fromId(id)).signature).toBeNull();
    });
    await later("2026-12-24", async () => {
      expect(await signedBy(rosa, id, { name: "R. Rowan", otherName: true })).toMatchObject({ status: "signed" });
    });
    expect((await Proposal.fromId(id)).signature).toMatchObject({ name: "R. Rowan", accountName: "Rosa Rowan" });
  }));

test("the portal's list shows what was sent: title, day and price that are being written are nobody's but the firm's", () =>
  on(async () => {
    const { id, clientId, version } = await sent();
    const listed = async () =>
      (await withActor(person(clientId), () => Proposal.listForPortal({ limit: 5, clientId }))).items[0];
    const before = { title: "Accounts and payroll", validUntilOn: "2026-12-24", monthlyPence: 12_000 };
    expect(await listed()).toMatchObject({ ...before, status: "sent" });
    const change = { title: "SECRET", validUntilOn: "2027-01-31", lines: [{ ...LINE, unitPricePence: 99_900 }] };
    const first = await Proposal.update(id, { version, ...change });
    expect(await listed()).toMatchObject({ ...before, status: "revising" });
    const again = await Proposal.update(id, { version: first.version, title: "SECRET too" });
    expect(await listed()).toMatchObject({ ...before, status: "revising" });
    const taken = await Proposal.expire(id, { version: again.version });
    expect(await listed()).toMatchObject({ ...before, status: "expired" });
    const third = await Proposal.update(id, { version: taken.version, title: "Payroll" });
    expect(await listed()).toMatchObject({ ...before, status: "revising" });
    await Proposal.send(id, { version: third.version });
    await printed(id);
    const after = { title: "Payroll", validUntilOn: "2027-01-31", monthlyPence: 119_880, status: "sent" };
    expect(await listed()).toMatchObject(after);
  }));

test("an open offer expires by the clock at once and by the worker once; a signed one and a declined one never do", () =>
  on(async () => {
    const { id, clientId } = await sent();
    const signed = await sent();
    await signedBy(person(signed.clientId), signed.id);
    const declined = await sent();
    await withActor(person(declined.clientId), () =>
      Proposal.decline(declined.id, { documentVersion: 1, reason: "Too dear <script>" }),
    );
    expect(await Proposal.expireDue(id)).toBe("not-due");
    await later("2026-12-25", async () => {
      expect((await Proposal.fromId(id)).status).toBe("expired");
      const due = (await dueRows("proposal", 1000)).filter((row) => row.tenantId === tenantId()).map((row) => row.id);
      expect(due).toContain(id);
      expect(due).not.toContain(declined.id);
      const states = await Promise.all([id, signed.id, declined.id].map((one) => Proposal.expireDue(one)));
      expect(states).toEqual(["expired", "not-due", "not-due"]);
      expect(await Proposal.expireDue(id)).toBe("not-due");
      expect((await Proposal.fromId(signed.id)).status).toBe("signed");
      expect(await Proposal.fromId(declined.id)).toMatchObject({
        status: "declined",
        declineReason: "Too dear <script>",
      });
      const { version } = await Proposal.fromId(id);
      expect(await refusal(Proposal.remind(id, { version }))).toMatchObject({ code: "proposal.expired" });
      const next = await Proposal.update(id, { version, validUntilOn: "2027-01-31" });
      expect(await Proposal.send(id, { version: next.version })).toMatchObject({ status: "sent", sentVersion: 2 });
    });
    expect(clientId).not.toBe(signed.clientId);
  }));

test("one reminder a day, each with a mail; the firm can take an offer back, and the client then cannot sign it", () =>
  on(async () => {
    const { id, clientId, version } = await sent();
    const once = await Proposal.remind(id, { version });
    expect(await refusal(Proposal.remind(id, { version: once.version }))).toMatchObject({
      code: "proposal.reminded-already",
    });
    const { items } = await Email.list({ clientId, limit: 10 });
    expect(items.map((mail) => mail.template)).toEqual(["proposal-reminder", "proposal-sent"]);
    expect(await Proposal.expire(id, { version: once.version })).toMatchObject({ status: "expired" });
    expect(await refusal(signedBy(person(clientId), id))).toMatchObject({ code: "proposal.expired" });
  }));

test("another firm's and another client's proposal is not there, for reading, signing and declining alike", () =>
  on(async () => {
    const { id, version } = await sent();
    const strangers = [
      person("cli_01J00000000000000000000000"),
      { ...person("x"), tenantId: (await someFirm()).tenantId },
    ];
    for (const stranger of strangers)
      await withActor(stranger, async () => {
        for (const attempt of [
          () => Proposal.open(id),
          () => Proposal.decline(id, { documentVersion: 1 }),
          () =>
            Proposal.sign(
              id,
              { documentVersion: 1, documentHash: "a".repeat(64), name: "X", capacity: "X", consent: true },
              FROM,
            ),
        ])
          expect(await refusal(attempt())).toMatchObject({ kind: "not-found", code: "proposal.not-found" });
      });
    await inFirm(async () => {
      for (const attempt of [
        () => Proposal.fromId(id),
        () => Proposal.update(id, { version, title: "Mine" }),
        () => Proposal.send(id, { version }),
        () => Proposal.expire(id, { version }),
      ])
        expect(await refusal(attempt())).toMatchObject({ kind: "not-found" });
    });
  }));

test("what nobody can mean is refused in words and takes no number", () =>
  on(async () => {
    const { id: clientId } = await aProspect();
    const refused = async (over: object) => {
      try {
        await Proposal.create({ ...offer(clientId), ...over });
      } catch (error) {
        return error as { issues?: { message: string }[]; code?: string };
      }
      throw new Error("was not refused");
    };
    const line = (over: object) => ({ lines: [{ ...LINE, ...over }] });
    for (const over of [
      line({ unitPricePence: -1 }),
      line({ unitPricePence: 0.5 }),
      line({ quantity: "1e9" }),
      line({ vatRate: "17.5" }),
      line({ billing: "weekly" }),
      { lines: [] },
      { lines: Array.from({ length: 201 }, () => LINE) },
      { validUntilOn: "3026-01-01" },
      { totalPence: 1 },
    ])
      expect((await refused(over)).issues).toBeDefined();
    expect(await refused(line({ quantity: "9999999", unitPricePence: 1_000_000_000 }))).toMatchObject({
      code: "proposal.too-large",
      message: expect.stringContaining((MAX_TOTAL_PENCE / 100).toLocaleString("en-GB", { minimumFractionDigits: 2 })),
    });
    expect(await refused({ validUntilOn: "2026-11-24" })).toMatchObject({ code: "proposal.valid-until-past" });
    expect(await Proposal.create({ ...offer(clientId), title: "<script>alert(1)</script>" })).toMatchObject({
      number: "PROP-0001",
      title: "<script>alert(1)</script>",
    });
  }));

test("200 lines of the longest words are saved, sent and read back whole", () =>
  on(async () => {
    const words = { name: "…".repeat(120), description: "漢".repeat(300) };
    const made = await draft({
      introduction: "漢".repeat(4000),
      terms: "漢".repeat(10_000),
      lines: Array.from({ length: 200 }, () => ({ ...LINE, ...words })),
    });
    const out = await Proposal.send(made.id, { version: 1 });
    expect((await Proposal.fromId(made.id)).lines).toEqual(out.lines);
  }));

test("a save on what somebody else changed is refused with the newer one; nothing can be sent to a client without an address", () =>
  on(async () => {
    const made = await draft();
    await Proposal.update(made.id, { version: 1, title: "Newer" });
    expect(await refusal(Proposal.update(made.id, { version: 1, title: "Older" }))).toMatchObject({
      code: "proposal.version-conflict",
      options: { extra: { current: { title: "Newer", version: 2 } } },
    });
    const silent = await Client.create({ type: "sole_trader", name: "No Address" });
    const { id } = await Proposal.create(offer(silent.id));
    expect(await refusal(Proposal.send(id, { version: 1 }))).toMatchObject({ code: "proposal.no-recipient" });
    expect((await Proposal.fromId(id)).status).toBe("draft");
  }));
