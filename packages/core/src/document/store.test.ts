import { expect, test } from "vitest";
import { aClient, inFirm, refusal } from "../invoice/testing/fixture.ts";
import { tenantId } from "../lib/actor.ts";
import { DAY_MS, withClock } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { headObject } from "../provider/storage/index.ts";
import { DocumentRow, UploadRow } from "./entity.ts";
import { Document, storeDocument } from "./index.ts";
import { aPdf } from "./testing/file.ts";

const pdf = { kind: "invoice", name: "INV-0001", contentType: "application/pdf" } as const;

test("bytes of ours are a document at once, under a name with its ending and a key with firm and kind", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const stored = await storeDocument({ ...pdf, clientId, body: aPdf(), visibleToClient: true });
    expect(stored).toMatchObject({
      clientId,
      kind: "invoice",
      name: "INV-0001.pdf",
      visibleToClient: true,
      version: 1,
    });
    const { data } = await DocumentRow.get({ tenantId: tenantId(), id: stored.id }).go();
    const key = data?.key ?? "";
    expect(key).toMatch(new RegExp(`^t/${tenantId()}/invoice/${stored.id}-`));
    expect(await headObject(key)).toMatchObject({ contentType: "application/pdf" });
  }));

test("the same id stored twice, even at once and with other bytes, is one document of the first bytes", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const id = newId("doc");
    const once = (words: string) => storeDocument({ ...pdf, id, clientId, body: aPdf(words) });
    const answers = await Promise.all([once("a"), once("b"), once("c")]);
    answers.push(await once("d"));
    expect(new Set(answers.map(({ sha256 }) => sha256)).size).toBe(1);

    // What the losers wrote is removed by the purge; the document keeps its bytes.
    const { data: left } = await UploadRow.get({ tenantId: tenantId(), id }).go();
    const { data: kept } = await DocumentRow.get({ tenantId: tenantId(), id }).go();
    const losers = [...(left?.keys ?? [])];
    expect(losers.length).toBeGreaterThan(0);
    const later = Date.now() + 2 * DAY_MS;
    expect(
      await withClock(
        () => later,
        () => Document.purge(id),
      ),
    ).toBe("purged");
    const sizes = await Promise.all([...losers, kept?.key ?? ""].map((key) => headObject(key)));
    expect(sizes.map((head) => head !== null)).toEqual([...losers.map(() => false), true]);
  }));

test("bytes for another firm's client are refused", async () => {
  const { id: clientId } = await inFirm(() => aClient());
  await inFirm(async () => {
    expect(await refusal(storeDocument({ ...pdf, clientId, body: aPdf() }))).toMatchObject({
      code: "client.not-found",
    });
  });
});
