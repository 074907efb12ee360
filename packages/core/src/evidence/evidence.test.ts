import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { verifyEvidence } from "../../../../scripts/verify-evidence.ts";
import { Activity } from "../activity/index.ts";
import { aPdf } from "../document/testing/file.ts";
import { Document, storeDocument } from "../document/index.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { refusal } from "../invoice/testing/fixture.ts";
import { type StaffActor, withActor } from "../lib/actor.ts";
import { DAY_MS, withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { documents } from "../lib/table/table.ts";
import { headObject, readFromS3 } from "../provider/storage/index.ts";
import { Review } from "../review/index.ts";
import { aHit, judged } from "../review/testing/check.ts";
import { PackRow } from "./entity.ts";
import { Evidence } from "./index.ts";
import { recordsOf } from "./records.ts";
import { work } from "./work.ts";

const firm = await someFirm();
const inFirm = <T>(fn: () => Promise<T>): Promise<T> => withActor(firm, fn);
const asWorker = (id: string, over: Partial<StaffActor> = {}) =>
  withActor({ kind: "system", name: "evidence-worker", tenantId: over.tenantId ?? firm.tenantId }, () => work(id));
const REASON = "The client moved to another accountant.";
const passport = (clientId: string) =>
  storeDocument({ clientId, kind: "kyc", name: "Passport", contentType: "application/pdf", body: aPdf(clientId) });
const at = <T>(instant: string, plusMs: number, fn: () => Promise<T>): Promise<T> =>
  withClock(() => Date.parse(instant) + plusMs, fn);

test("one click makes a pack of everything that was found, decided and kept, whole by its head; each download is noted", () =>
  inFirm(async () => {
    const clientId = await judged({ outcome: "refer", amlStatus: "pep", hits: [aHit()], url: "sealed-secret" });
    const document = await passport(clientId);
    const { version } = await Review.fromClient(clientId);
    await Review.reject(clientId, { version, reason: "The papers are of another person." });

    const wanted = await Evidence.wantPack(clientId);
    expect((await Evidence.wantPack(clientId)).id).toBe(wanted.id);
    expect(await refusal(Evidence.download(clientId, wanted.id))).toMatchObject({ code: "evidence.not-ready" });
    expect((await Promise.all([asWorker(wanted.id), asWorker(wanted.id)])).toSorted()).toContain("made");
    expect(await asWorker(wanted.id)).toBe("not due");

    const link = await Evidence.download(clientId, wanted.id);
    const answer = await fetch(link.url);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    const zip = new Uint8Array(await answer.arrayBuffer());
    expect(verifyEvidence(zip, link.head)).toMatchObject({ findings: [], about: { clientId, madeBy: "Olive Alder" } });
    const files = unzipSync(zip);
    const said = (path: string) => Buffer.from(files[path] ?? []).toString();
    expect(Buffer.from(files[`documents/${document.id}.pdf`] ?? [])).toEqual(Buffer.from(aPdf(clientId)));
    expect(said("summary.txt")).toContain("Olive Alder rejected this case");
    expect(said("records/decisions.json")).toContain("The papers are of another person.");
    expect(said("records/checks.json")).toContain("Member of a parliament");
    expect(said("activity.json")).toContain("onboarding.reject");
    for (const path of Object.keys(files)) expect(said(path)).not.toMatch(/sealed-secret|gsi\dpk|t\/firm_/);

    const trail = (await Activity.listForClient(clientId, { limit: 100 })).items;
    expect(trail.filter(({ action }) => action === "evidence.downloaded")).toHaveLength(1);
    expect(trail.find(({ action }) => action === "evidence.made")?.summary).toContain(link.head);
  }));

test("a pack is gone after thirty days and can be asked for again; another firm and a viewer get none", () =>
  inFirm(async () => {
    const clientId = await judged();
    const { id } = await Evidence.wantPack(clientId);
    await asWorker(id);
    const other = await someFirm();
    expect(await refusal(withActor(other, () => Evidence.download(clientId, id)))).toMatchObject({ kind: "not-found" });
    expect(await refusal(withActor(other, () => Evidence.wantPack(clientId)))).toMatchObject({ kind: "not-found" });
    expect(await refusal(Evidence.download(await judged(), id))).toMatchObject({ kind: "not-found" });
    expect(await refusal(withActor({ ...firm, role: "viewer" }, () => Evidence.download(clientId, id)))).toMatchObject({
      code: "actor.permission",
    });
    const { url } = await Evidence.download(clientId, id);
    await withClock(
      () => Date.now() + 30 * DAY_MS + 1000,
      async () => expect(await asWorker(id)).toBe("removed"),
    );
    expect((await fetch(url)).status).toBe(404);
    expect((await Evidence.fromClient(clientId)).packs[0]).toMatchObject({ id, status: "removed" });
    expect((await Evidence.wantPack(clientId)).id).not.toBe(id);
  }));

test("a document whose content is not what was filed makes no pack, and the reason is told", () =>
  inFirm(async () => {
    const clientId = await judged();
    const { id } = await passport(clientId);
    const { DocumentRow } = await import("../document/entity.ts");
    await DocumentRow.patch({ tenantId: firm.tenantId, id })
      .set({ sha256: "0".repeat(64) })
      .go();
    const pack = await Evidence.wantPack(clientId);
    expect(await asWorker(pack.id)).toBe("failed");
    expect((await Evidence.fromClient(clientId)).packs[0]).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("not what was filed"),
    });
  }));

test("evidence is deleted five years and a day after the relationship ended, with a certificate, and not a day earlier", () =>
  inFirm(async () => {
    const clientId = await judged({ hits: [aHit()], amlStatus: "pep" });
    const { id: documentId, sha256 } = await passport(clientId);
    const pack = await Evidence.wantPack(clientId);
    await asWorker(pack.id);
    const { version } = await Review.fromClient(clientId);
    const ended = await Evidence.endRelationship(clientId, { version, reason: REASON });
    expect(ended).toMatchObject({ status: "closed", clientStatus: "inactive" });
    const endedAt = String(ended.relationshipEndedAt);
    const [year, rest] = [Number(endedAt.slice(0, 4)), endedAt.slice(4)];
    const anniversary = `${year + 5}${rest}`;
    const { purgeAt } = await Evidence.fromClient(clientId);
    expect(purgeAt).toBe(new Date(Date.parse(anniversary) + DAY_MS).toISOString());
    const retention = clientId.replace("cli_", "ret_");
    const isDue = async () => (await dueRows("evidence", 5000)).some(({ id }) => id === retention);

    await at(anniversary, -DAY_MS, async () => expect(await asWorker(retention)).toBe("announced"));
    for (const early of [-DAY_MS, 0, DAY_MS - 1])
      await at(anniversary, early, async () => {
        expect(await asWorker(retention)).toBe("not due");
        expect(await isDue()).toBe(false);
      });
    expect((await Document.fromId(documentId)).sha256).toBe(sha256);

    const { DocumentRow } = await import("../document/entity.ts");
    const { data } = await DocumentRow.get({ tenantId: firm.tenantId, id: documentId }).go();
    await at(anniversary, DAY_MS, async () => {
      expect(await isDue()).toBe(true);
      expect(await asWorker(retention)).toBe("purged");
      expect(await asWorker(retention)).toBe("not due");
    });
    expect(await refusal(Document.fromId(documentId))).toMatchObject({ kind: "not-found" });
    expect(await readFromS3(String(data?.key))).toBeNull();
    for (const kind of ["answers", "checks", "decisions"] as const) expect(await recordsOf(clientId, kind)).toEqual([]);
    const after = await Evidence.fromClient(clientId);
    expect(after).toMatchObject({
      packs: [],
      certificate: {
        relationshipEndedAt: endedAt,
        documents: [{ id: documentId, sha256 }],
        records: { checks: 1, decisions: 1 },
        packs: 1,
      },
    });
    expect(JSON.stringify(after)).not.toMatch(/Rosa|Passport/);
    expect(await Review.fromClient(clientId)).toMatchObject({
      status: "closed",
      decision: null,
      mail: { contactName: "Rosa Rowan" },
    });
    const trail = (await Activity.listForClient(clientId, { limit: 100 })).items;
    expect(trail.find(({ action }) => action === "evidence.purged")?.summary).toContain(after.certificate?.sha256);
  }));

test("a legal hold keeps the evidence past its time; released, it goes, and a hold then comes too late", () =>
  inFirm(async () => {
    const clientId = await judged();
    const { id: documentId } = await passport(clientId);
    const first = await Review.fromClient(clientId);
    const held = await Evidence.hold(clientId, { version: first.version, reason: "A claim is before the court." });
    expect(held.legalHold).toMatchObject({ reason: "A claim is before the court.", byName: "Olive Alder" });
    const { version, relationshipEndedAt } = await Evidence.endRelationship(clientId, {
      version: held.version,
      reason: REASON,
    });
    const retention = clientId.replace("cli_", "ret_");
    const later = (days: number, fn: () => Promise<void>) =>
      at(String(relationshipEndedAt), (5 * 366 + days) * DAY_MS, fn);
    await later(-20, async () => {
      expect(await asWorker(retention)).toBe("held");
      expect((await Evidence.upcoming({ limit: 100 })).items.find((one) => one.clientId === clientId)).toMatchObject({
        held: true,
        noticedAt: null,
      });
    });
    await later(1, async () => {
      expect(await asWorker(retention)).toBe("held");
      expect((await Document.fromId(documentId)).deletedAt).toBeNull();
      await Evidence.release(clientId, { version, reason: "The claim was withdrawn." });
    });
    await later(3, async () => {
      expect(await asWorker(retention)).toBe("purged");
      const { version: now } = await Review.fromClient(clientId);
      expect(await refusal(Evidence.hold(clientId, { version: now, reason: "Too late for that." }))).toMatchObject({
        code: "evidence.purged",
      });
    });
  }));

test("a pack that is made while the evidence is deleted goes with it, bytes and all", () =>
  inFirm(async () => {
    const clientId = await judged();
    await passport(clientId);
    const { version } = await Review.fromClient(clientId);
    const { relationshipEndedAt } = await Evidence.endRelationship(clientId, { version, reason: REASON });
    await at(String(relationshipEndedAt), 5 * 367 * DAY_MS, async () => {
      const pack = await Evidence.wantPack(clientId);
      const keys: string[] = [];
      // The other worker finishes between the purge's look at the packs and its deletion of them.
      const other = async () => {
        expect(await asWorker(pack.id)).toBe("made");
        keys.push(String((await PackRow.get({ tenantId: firm.tenantId, id: pack.id }).go()).data?.key));
      };
      const listsPacks = (input: object) =>
        JSON.stringify(input).includes(`#client#${clientId}#evidence`) && JSON.stringify(input).includes("gsi1pk");
      let looked = 0;
      documents.middlewareStack.add(
        (next) => async (args) => {
          const answer = await next(args);
          // The first look counts them, the second is for deleting.
          if (listsPacks(args.input) && (looked += 1) === 2) await other();
          return answer;
        },
        { step: "initialize", name: "other-worker" },
      );
      expect(await asWorker(clientId.replace("cli_", "ret_"))).toBe("purged");
      documents.middlewareStack.remove("other-worker");
      expect([looked, keys.length]).toEqual([2, 1]);
      expect(await headObject(String(keys[0]))).toBeNull();
      expect((await Evidence.fromClient(clientId)).packs).toEqual([]);
    });
  }));
