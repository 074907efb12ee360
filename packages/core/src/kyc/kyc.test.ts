import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeEach, expect, it } from "vitest";
import { Activity } from "../activity/index.ts";
import { Document } from "../document/index.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { withActor } from "../lib/actor.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { loadCase, Onboarding } from "../onboarding/index.ts";
import { ALL_NO, rosa } from "../onboarding/testing/walk.ts";
import { logged, sandbox, scenario, state } from "../provider/lem-verify/testing/world.ts";
import { Event } from "../webhook/index.ts";
import { Kyc } from "./index.ts";
import {
  answered,
  asRosa,
  begin,
  bodies,
  checked,
  checkOf,
  deliver,
  look,
  play,
  statusOf,
  worked,
} from "./testing/check.ts";

beforeEach(async () => {
  await scenario([]);
  await scenario({ lem: "used", requests: 0 });
});
afterAll(() => sandbox.close());

const inFirm = async <T>(fn: () => Promise<T>): Promise<T> => withActor(await someFirm(), fn);
/** The same, so much later. */
const later = <T>(ms: number, fn: () => Promise<T>): Promise<T> => withClock(() => Date.now() + ms, fn);
const caught = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error: { code?: string }) => error.code,
  );
const eventRow = async (id: string) =>
  (
    await documents.send(
      new GetCommand({ TableName: tableName(), Key: { pk: `g#event#lemverify#${id}`, sk: "event" } }),
    )
  ).Item;

it("a clean pass approves by itself, its files are ours with their hashes, and the person is watched", () =>
  inFirm(async () => {
    const clientId = await answered();
    expect(await look(clientId)).toMatchObject({ state: "ready", attemptsLeft: 3, url: null, isTest: true });
    const begun = await begin(clientId);
    expect(begun).toMatchObject({
      state: "open",
      attemptsLeft: 2,
      url: expect.stringContaining(`${sandbox.url}/verify/vs_`),
    });
    expect((await checkOf(clientId)).url).not.toContain("http");
    const [body = ""] = await play(clientId, "pass");
    expect(await statusOf(clientId)).toBe("pending_verification");
    expect(await deliver(body)).toBe("recorded");
    expect(await worked(clientId)).toBe("result copied watched");
    expect(await statusOf(clientId)).toBe("approved");
    expect(await look(clientId)).toMatchObject({ state: "passed", url: null });
    const check = await checkOf(clientId);
    expect(check).toMatchObject({
      status: "completed",
      outcome: "pass",
      mode: "test",
      face: { passed: true, score: 98.5 },
      amlStatus: "clear",
      person: { given: "John", family: "Smith" },
      filesState: "copied",
      monitorId: expect.stringMatching(/^mon_/),
    });
    expect(check.files.map(({ name }) => name)).toEqual(["report", "amlReport", "documentFront"]);
    for (const file of check.files)
      expect(await Document.fromId(file.documentId)).toMatchObject({
        kind: "kyc",
        sha256: file.sha256,
        visibleToClient: false,
      });
    const entries = await Activity.listBefore(clientId, undefined, 50);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["kyc.result", "kyc.files-copied", "kyc.watched", "onboarding.result"]),
    );
  }));

it.each(["refer", "fail", "aml", "pep", "adverse-media"])(
  "%s goes to a person and tells the client nothing of why",
  (what) =>
    inFirm(async () => {
      const clientId = await checked(what);
      expect(await statusOf(clientId)).toBe("pending_approval");
      const shown = await look(clientId);
      expect(shown).toMatchObject({ state: "review", ended: null, message: null });
      expect(JSON.stringify(shown)).not.toMatch(/pep|sanction|list|media|refer|fail/i);
      expect((await checkOf(clientId)).hits.length).toBe({ aml: 2, pep: 1, "adverse-media": 1 }[what] ?? 0);
    }),
);

it("a risky answer of the client's own keeps a clean pass from approving", () =>
  inFirm(async () => {
    const clientId = await checked("pass", { ...ALL_NO, cashIntensive: true });
    expect(await statusOf(clientId)).toBe("pending_approval");
  }));

it("a clean pass of somebody else than the answers name approves nobody", () =>
  inFirm(async () => {
    const clientId = await answered(ALL_NO, { contact_first_name: "Rosa", contact_last_name: "Rowan" });
    await begin(clientId);
    const [body = ""] = await play(clientId, "pass");
    await deliver(body);
    await worked(clientId);
    expect(await checkOf(clientId)).toMatchObject({ outcome: "pass", person: { given: "John", family: "Smith" } });
    expect(await statusOf(clientId)).toBe("pending_approval");
  }));

it("an alert after the approval re-opens the case as a new review", () =>
  inFirm(async () => {
    const clientId = await checked("pass");
    expect(await statusOf(clientId)).toBe("approved");
    const { providerId = "" } = await checkOf(clientId);
    await scenario({ lem: "alert", check: providerId, type: "sanctions" });
    const body = (await bodies(clientId)).at(-1) ?? "";
    await deliver(body);
    await worked(clientId);
    expect((await loadCase(clientId)).row).toMatchObject({
      status: "pending_approval",
      review: 1,
      alertAt: expect.any(String),
    });
    expect(await checkOf(clientId)).toMatchObject({ hits: [{ type: "sanctions" }], alertedAt: expect.any(String) });
    expect(await look(clientId)).toMatchObject({ state: "passed" });
  }));

it("an alert of which the provider keeps nothing opens the case all the same, and is not cleared by silence", () =>
  inFirm(async () => {
    const clientId = await checked("pass");
    const { providerId } = await checkOf(clientId);
    const alert = JSON.stringify({ id: `evt_${providerId}`, type: "verification.alert", data: { id: providerId } });
    expect(await deliver(alert)).toBe("applied");
    expect(await deliver(alert)).toBe("duplicate");
    await worked(clientId);
    expect((await loadCase(clientId)).row).toMatchObject({ status: "pending_approval", review: 1 });
    expect(await checkOf(clientId)).toMatchObject({ amlStatus: "unknown", hits: [] });
  }));

it("doubled, reversed and simultaneous deliveries are one result, and a person's decision stands", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    await play(clientId, "refer-then-pass");
    const [refer = "", pass = ""] = await bodies(clientId);
    const outcomes = await Promise.all([pass, refer, pass, refer, pass].map(deliver));
    expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(3);
    await Promise.all([worked(clientId), worked(clientId), worked(clientId)]);
    const check = await checkOf(clientId);
    expect(check).toMatchObject({ outcome: "pass", events: [{}, {}] });
    expect(await statusOf(clientId)).toBe("approved");
    const other = await checked("refer");
    await Onboarding.move(other, { type: "reject", reason: "Documents do not belong together" });
    for (const body of await bodies(other)) expect(await deliver(body)).toBe("duplicate");
    const { items } = await Event.list({ provider: "lemverify", limit: 100 });
    const of = (client: string) => items.filter((event) => event.clientId === client);
    expect(of(clientId)).toMatchObject([
      { state: "done", code: "fetch" },
      { state: "done", code: "fetch" },
    ]);
    expect(of(clientId).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(5);
    expect(await Event.fromId(of(other)[0]?.id ?? "")).toMatchObject({
      resourceId: (await checkOf(other)).id,
      history: [{ code: "fetch" }, { outcome: "duplicate" }],
      payload: null,
    });
    expect((await Event.list({ limit: 100 })).items.map(({ provider }) => provider)).not.toContain("lemverify");
    await later(DAY_MS + HOUR_MS, () => worked(other));
    expect(await statusOf(other)).toBe("rejected");
  }));

it("an unknown, a foreign-looking, an unreadable and a closed check answer alike and change nothing", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    const check = await checkOf(clientId);
    const event = (id: string, data: object) => JSON.stringify({ id, type: "verification.completed", data });
    const mixed = event("evt_mixed", { id: check.providerId, clientReference: "kyc_01J00000000000000000000000" });
    for (const [body, id, reason] of [
      [event("evt_unknown", { id: "vs_nobody" }), "evt_unknown", "unknown-verification"],
      [event("evt_ours", { id: check.id }), "evt_ours", "unknown-verification"],
      [mixed, "evt_mixed", "reference-mismatch"],
    ] as const) {
      expect(await deliver(body)).toBe("quarantined");
      expect(await eventRow(id)).toMatchObject({ outcome: "quarantined", code: reason });
    }
    // Whose it is says our own row; what only its sender claims is in nobody's log.
    const log = { provider: "lemverify", limit: 100 } as const;
    expect((await Event.list(log)).items).toMatchObject([
      { state: "quarantined", code: "reference-mismatch", clientId },
    ]);
    expect((await withActor(await someFirm(), () => Event.list(log))).items).toEqual([]);
    const viewer = { ...(await someFirm()), role: "viewer" } as const;
    expect(await caught(withActor(viewer, () => Event.list(log)))).toBe("actor.permission");
    expect(await deliver("not json")).toBe("quarantined");
    expect(
      await deliver(JSON.stringify({ id: "evt_x", type: "verification.created", data: { id: check.providerId } })),
    ).toBe("quarantined");
    expect((await checkOf(clientId)).version).toBe(check.version);
    expect(logged.join("\n")).not.toContain("vs_nobody");
  }));

it("a forged pass that got a signature still approves nobody: the result is fetched with our own key", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    const { providerId } = await checkOf(clientId);
    const data = { id: providerId, status: "completed", outcome: "pass", aml: { status: "clear" } };
    await deliver(JSON.stringify({ id: "evt_forged", type: "verification.completed", data }));
    await worked(clientId);
    expect(await checkOf(clientId)).toMatchObject({ status: "pending" });
    expect(await statusOf(clientId)).toBe("pending_verification");
  }));

it("two clicks are one check and one attempt; a lost answer counts once and can be tried again", () =>
  inFirm(async () => {
    const clientId = await answered();
    await Promise.all([begin(clientId), begin(clientId), begin(clientId)]);
    expect(await Kyc.fromClient(clientId)).toHaveLength(1);
    expect((await state()).checks.filter(({ clientReference }) => clientReference.startsWith("kyc_"))).not.toHaveLength(
      0,
    );
    expect((await loadCase(clientId)).row.attempts).toBe(1);
    const unlucky = await answered();
    await scenario([{ status: 500, path: "/v1/sessions", times: 1 }]);
    expect(await caught(begin(unlucky))).toBe("kyc.unavailable");
    expect(await look(unlucky)).toMatchObject({ state: "ready", attemptsLeft: 2 });
    expect(await begin(unlucky)).toMatchObject({ state: "open", attemptsLeft: 2 });
    expect(await Kyc.fromClient(unlucky)).toHaveLength(1);
  }));

it("an ended check can be begun again, three times in all; then a person takes over", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    for (const body of await play(clientId, "document-expired")) await deliver(body);
    await worked(clientId);
    expect(await look(clientId)).toMatchObject({
      state: "not-completed",
      attemptsLeft: 2,
      ended: "document-expired",
    });
    for (const left of [1, 0]) {
      expect(await begin(clientId)).toMatchObject({ state: "open", attemptsLeft: left });
      for (const body of await play(clientId, "session-expired")) await deliver(body);
      await worked(clientId);
    }
    expect(await statusOf(clientId)).toBe("pending_approval");
    expect(await look(clientId)).toMatchObject({ state: "review", attemptsLeft: 0 });
    expect(await caught(begin(clientId))).toBe("kyc.done");
    expect(await Kyc.fromClient(clientId)).toHaveLength(3);
  }));

it("a webhook that never comes costs a day: then the result is fetched", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    await play(clientId, "pass");
    const { id } = await checkOf(clientId);
    expect(await worked(clientId)).toBe("not-due");
    const due = () => dueRows("kyc", 1000);
    expect((await due()).map((row) => row.id)).not.toContain(id);
    await later(DAY_MS + MINUTE_MS, async () => {
      expect((await due()).map((row) => row.id)).toContain(id);
      await worked(clientId);
    });
    expect(await statusOf(clientId)).toBe("approved");
  }));

it("a link that nobody used is said to have expired, and a new one is a new attempt", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    await later(25 * HOUR_MS, async () => {
      expect(await look(clientId)).toMatchObject({ state: "expired", url: null });
      await worked(clientId);
      expect(await checkOf(clientId)).toMatchObject({ status: "failed", errorCode: "session_expired" });
      // The sandbox lives in real time: its new link is as old as this clock is ahead.
      expect(await begin(clientId)).toMatchObject({ attemptsLeft: 1 });
      expect(await Kyc.fromClient(clientId)).toHaveLength(2);
    });
  }));

it("while the person waits the provider is asked, at most every 15 seconds", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    await play(clientId, "refer");
    await Promise.all([look(clientId), look(clientId), look(clientId)]);
    const asked = (await checkOf(clientId)).version;
    await look(clientId);
    expect((await checkOf(clientId)).version).toBe(asked);
    expect(await worked(clientId)).toMatch(/^result/);
    expect(await look(clientId)).toMatchObject({ state: "review" });
  }));

it("files that cannot be fetched are tried again for seven days, then missed aloud; the result stands meanwhile", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    const [body = ""] = await play(clientId, "refer");
    await scenario([{ status: 503, path: "/files/" }]);
    await deliver(body);
    await worked(clientId);
    expect(await checkOf(clientId)).toMatchObject({ filesState: "wanted", filesTries: 1, files: [] });
    expect(await statusOf(clientId)).toBe("pending_approval");
    await scenario([]);
    await later(2 * MINUTE_MS, () => worked(clientId));
    const check = await checkOf(clientId);
    expect(check).toMatchObject({ filesState: "copied", files: [{}, {}, {}] });
    const missed = await answered();
    await begin(missed);
    const [told = ""] = await play(missed, "refer");
    await scenario([{ status: 503, path: "/files/" }]);
    await deliver(told);
    await worked(missed);
    await later(7 * DAY_MS, () => worked(missed));
    expect(await checkOf(missed)).toMatchObject({ filesState: "lost" });
  }));

it("one file that cannot be had keeps none of the others from us while the provider still has them", () =>
  inFirm(async () => {
    const clientId = await answered();
    await begin(clientId);
    const [body = ""] = await play(clientId, "refer");
    const { providerId } = await checkOf(clientId);
    await scenario([{ status: 503, path: `/files/${providerId}/report` }]);
    await deliver(body);
    await worked(clientId);
    const check = await checkOf(clientId);
    expect(check).toMatchObject({ filesState: "wanted", filesTries: 1 });
    expect(check.files.map(({ name }) => name)).toEqual(["amlReport", "documentFront"]);
  }));

it("a check of somebody else's client is not there", () =>
  inFirm(async () => {
    const clientId = await answered();
    const other = await answered();
    expect(await caught(asRosa(other, () => Kyc.state({ clientId })))).toBe("client.not-found");
    expect(await caught(asRosa(other, () => Kyc.start({ clientId, faceConsent: true })))).toBe("client.not-found");
    await begin(clientId);
    const foreign = await someFirm();
    await withActor({ ...rosa(clientId), tenantId: foreign.tenantId }, async () => {
      expect(await caught(Kyc.state({ clientId }))).toBe("client.not-found");
      expect(await Kyc.fromClient(clientId)).toEqual([]);
    });
  }));

it("on the published wire a pass is for a person, with the report at hand, and an alert names the watch", () =>
  inFirm(async () => {
    process.env.LEMVERIFY_WIRE = "published";
    try {
      const clientId = await answered();
      await begin(clientId);
      const told = await play(clientId, "aml");
      // The alerts before the result, each twice.
      for (const body of [...told.toReversed(), ...told]) await deliver(body);
      await worked(clientId);
      expect(await checkOf(clientId)).toMatchObject({
        wire: "published",
        outcome: "pass",
        amlStatus: "match",
        hits: [{}, {}],
        filesState: "copied",
        face: { passed: false, score: null },
      });
      expect(await statusOf(clientId)).toBe("pending_approval");
    } finally {
      process.env.LEMVERIFY_WIRE = "reference";
    }
  }));
