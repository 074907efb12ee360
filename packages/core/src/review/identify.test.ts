import { expect, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { storeDocument } from "../document/index.ts";
import { Email } from "../email/index.ts";
import { recordsOf } from "../evidence/records.ts";
import { member, someFirm } from "../firm/testing/firm.ts";
import { refusal } from "../invoice/testing/fixture.ts";
import { Kyc } from "../kyc/index.ts";
import { withActor } from "../lib/actor.ts";
import { Onboarding } from "../onboarding/index.ts";
import { aClient, ALL_NO, rosa, ROSA } from "../onboarding/testing/walk.ts";
import { Review } from "./index.ts";
import type { Identify } from "./schema.ts";
import { judged } from "./testing/check.ts";

const firm = await someFirm();
await member(firm.tenantId, "owner");
const inFirm = <T>(fn: () => Promise<T>): Promise<T> => withActor(firm, fn);
const REASON = "Met the client at our office; the passport looked and felt right.";
const mails = async (clientId: string) =>
  (await Email.list({ clientId, limit: 100 })).items.map(({ template }) => template).toSorted();
const askOtherWay = (clientId: string) =>
  asRosa(clientId, () => Kyc.otherWay({ clientId, way: "in-person", note: "Mornings suit me." }));

const asRosa = <T>(clientId: string, fn: () => Promise<T>): Promise<T> => withActor(rosa(clientId), fn);

/** Answered and submitted; no check was begun. */
async function answered(): Promise<string> {
  const clientId = await aClient();
  await Onboarding.invite(clientId, ROSA, []);
  await asRosa(clientId, async () => {
    await Onboarding.move(clientId, { type: "started" });
    await Onboarding.move(clientId, { type: "submitted", riskAnswers: ALL_NO });
  });
  return clientId;
}

/** A copy of an identity document, filed with the client. */
const aCopy = async (clientId: string, kind: "kyc" | "client" = "kyc") =>
  (await storeDocument({ clientId, kind, name: "Passport", contentType: "image/png", body: Buffer.from(clientId) })).id;

const seen = (version: number, documentIds: string[], over: Partial<Identify> = {}): Identify => ({
  version,
  reason: REASON,
  way: "in-person",
  seenOn: "2026-11-20",
  document: { type: "passport", number: "123456789", issuedBy: "Utopia", expiresOn: "2031-01-01" },
  person: { givenNames: "Rosa", surname: "Rowan", bornOn: "1985-03-27" },
  likeness: true,
  certifier: null,
  screening: { source: "The OFSI list and a list of public offices", on: "2026-11-20", clear: true },
  documentIds,
  ...over,
});

test("who does not want the face check gets to the end: asks once, is told what happens, is seen, is approved by a person", () =>
  inFirm(async () => {
    const clientId = await answered();
    const [first, again] = [await askOtherWay(clientId), await askOtherWay(clientId)];
    expect(first).toMatchObject({ state: "review", otherWay: { way: "in-person" } });
    expect(again).toEqual(first);
    expect(await mails(clientId)).toEqual(["kyc-other-way", "kyc-other-way-staff"]);
    // Waits for the firm, so nobody reminds the client, and the queue has it.
    const waiting = await Review.fromClient(clientId);
    expect(waiting).toMatchObject({
      status: "pending_approval",
      otherWay: { way: "in-person", note: "Mornings suit me.", byName: "Rosa Rowan" },
      against: ["No identity check has a result"],
    });
    const queued = (await Review.list({ status: "pending_approval", sort: "age", limit: 100 })).items;
    expect(queued.find((one) => one.clientId === clientId)?.flags).toContain("Asked for a check without a camera");

    const copy = await aCopy(clientId);
    const after = await Review.identify(clientId, seen(waiting.version, [copy]));
    expect(after).toMatchObject({
      status: "pending_approval",
      against: [],
      checks: [{ outcome: "pass", hand: { byName: firm.name, seenOn: "2026-11-20", documentIds: [copy] } }],
      history: [{ kind: "identified", reason: REASON }],
    });
    // What the document says is compared like any other source's word.
    const name = after.matrix.find(({ fact }) => fact === "name")?.cells.find(({ source }) => source === "check");
    expect(name?.value).toBe("Rosa Rowan");
    const done = await Review.approve(clientId, { version: after.version, reason: REASON, override: false });
    expect(done).toMatchObject({ status: "approved", clientStatus: "active" });
    expect(await mails(clientId)).toEqual(["kyc-approved", "kyc-other-way", "kyc-other-way-staff"]);
    const audit = (await Activity.listForClient(clientId, { limit: 100 })).items.map(({ action }) => action);
    expect(audit).toEqual(expect.arrayContaining(["onboarding.other-way", "onboarding.identified"]));
    const [record] = await recordsOf(clientId, "checks");
    expect(record).toMatchObject({ wire: "hand", hand: { by: firm.userId, documentIds: [copy] } });
  }));

test("what a person did not see, or saw and should not trust, is refused in words or stands against an approval", () =>
  inFirm(async () => {
    const clientId = await answered();
    const { version } = await Review.fromClient(clientId);
    const copy = await aCopy(clientId);
    const refused = async (over: Partial<Identify>, ids = [copy]) => {
      const error = await refusal(Review.identify(clientId, seen(version, ids, over)));
      return error.options.fields?.map(({ path }) => path) ?? error.code;
    };
    const certifier = { name: "Nora Notary", capacity: "Solicitor", on: "2026-11-18" };
    expect(await refused({ way: "certified-copies" })).toEqual(["certifier.name"]);
    expect(await refused({ certifier })).toEqual(["certifier.name"]);
    expect(await refused({ seenOn: "2999-01-01" })).toEqual(["seenOn"]);
    expect(await refused({}, [await aCopy(clientId, "client")])).toEqual(["documentIds"]);
    const stranger = await answered();
    expect(await refused({}, [await aCopy(stranger)])).toEqual(["documentIds"]);
    const elsewhere = await withActor(await someFirm(), () =>
      refusal(Review.identify(clientId, seen(version, [copy]))),
    );
    expect(elsewhere.code).toBe("client.not-found");
    expect((await Review.fromClient(clientId)).checks).toEqual([]);

    const expired = { type: "passport", number: "1", issuedBy: "Utopia", expiresOn: "2020-01-01" } as const;
    const screening = { source: "The OFSI list", on: "2026-11-20", clear: false };
    const after = await Review.identify(
      clientId,
      seen(version, [copy], { way: "certified-copies", certifier, document: expired, screening }),
    );
    expect(after.against).toEqual([
      "The identity check was referred to a person",
      "The document was not verified",
      "The screening is not clear, and names no match",
    ]);
    // Seen by hand once the provider had found a fault: both stand.
    const failed = await judged({ outcome: "fail" });
    const before = await Review.fromClient(failed);
    const both = await Review.identify(failed, seen(before.version, [await aCopy(failed)]));
    expect(both.against).toEqual(["The identity check failed (before the check by hand)"]);
  }));

test("there is nothing to ask for before the answers are sent, nor once it is decided, nor for somebody else", () =>
  inFirm(async () => {
    const clientId = await answered();
    const code = async (id: string) => (await refusal(askOtherWay(id))).code;
    const { version } = await Review.fromClient(clientId);
    const asked = { version, message: "Please correct your address.", items: ["answers" as const] };
    await Review.requestMore(clientId, asked);
    expect(await code(clientId)).toBe("kyc.not-ready");
    expect(await code(await judged())).toBe("kyc.done");
    const other = await answered();
    const foreign = await withActor(rosa(clientId), () =>
      refusal(Kyc.otherWay({ clientId: other, way: "in-person", note: "" })),
    );
    expect(foreign.code).toBe("client.not-found");
    expect((await Onboarding.ofClient(other)).status).toBe("pending_verification");
  }));
