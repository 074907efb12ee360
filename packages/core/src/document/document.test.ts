import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { aClient, aFirm, inFirm, refusal } from "../invoice/testing/fixture.ts";
import { type PortalActor, tenantId, withActor } from "../lib/actor.ts";
import { DAY_MS, HOUR_MS, withClock } from "../lib/clock.ts";
import { hashToken } from "../lib/secret/crypto.ts";
import { newId } from "../lib/id.ts";
import { dueRows } from "../lib/table/due.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { headObject, incomingKey } from "../provider/storage/index.ts";
import { DocumentRow } from "./entity.ts";
import { Document } from "./index.ts";
import type { DocumentCreateInput, Upload } from "./schema.ts";
import { aJpeg, aPdf, aPng, aWebp, aZip, aHeic } from "./testing/file.ts";

const FIRST = { limit: 25 };
const after = <T>(ms: number, run: () => Promise<T>): Promise<T> => {
  const at = Date.now() + ms;
  return withClock(() => at, run);
};

/** As a browser does; the status of the storage's answer. */
async function post({ upload }: Upload, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const data = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) data.set(name, value);
  data.set("file", new Blob([body]));
  return (await fetch(upload.url, { method: "POST", body: data })).status;
}

const described = (
  clientId: string,
  body: Uint8Array,
  over: Partial<DocumentCreateInput> = {},
): DocumentCreateInput => ({
  clientId,
  name: "Passport.pdf",
  contentType: "application/pdf",
  sizeBytes: Math.max(1, body.byteLength),
  ...over,
});

async function uploaded(clientId: string, over: Partial<DocumentCreateInput> = {}, body = aPdf()) {
  const begun = await Document.begin(described(clientId, body, over));
  expect(await post(begun, body)).toBe(204);
  return begun.id;
}
const filed = async (clientId: string, over: Partial<DocumentCreateInput> = {}) =>
  Document.complete(await uploaded(clientId, over));

const keyOf = async (id: string) => (await DocumentRow.get({ tenantId: tenantId(), id }).go()).data?.key ?? "";
const ids = async (query: Partial<Parameters<typeof Document.list>[0]>) =>
  (await Document.list({ ...FIRST, ...query })).items.map(({ id }) => id);

test("an upload is in no list before it is completed, and completing it again is the same answer", () =>
  inFirm(async () => {
    const { id: clientId, name } = await aClient();
    const id = await uploaded(clientId, { expiresOn: "2031-05-01" });
    expect(await ids({ clientId })).toEqual([]);
    expect(await ids({})).toEqual([]);
    expect(await refusal(Document.download(id, { show: "inline" }))).toMatchObject({ code: "document.not-found" });
    const [one, two] = await Promise.all([Document.complete(id), Document.complete(id)]);
    expect(await Document.complete(id)).toEqual(one);
    expect(two).toEqual(one);
    expect(one).toMatchObject({
      id,
      clientName: name,
      kind: "client",
      contentType: "application/pdf",
      sizeBytes: aPdf().byteLength,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresOn: "2031-05-01",
      visibleToClient: false,
      uploadedBy: { kind: "staff", name: "Olive Alder" },
    });
    expect([await ids({ clientId }), await ids({}), await ids({ view: "expiring" })]).toEqual([[id], [id], [id]]);
    expect(await keyOf(id)).toMatch(new RegExp(`^t/${tenantId()}/client/${id}-[0-9a-f]{16}$`));
    expect(await headObject(incomingKey(tenantId(), "document", id))).toBeNull();
  }));

test("what the server refuses: nothing sent, nothing in it, 10 MB and a byte, and a file that is not what it says", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const empty = await Document.begin(described(clientId, aPdf()));
    expect(await post(empty, new Uint8Array(0))).toBe(400);
    expect(await post(empty, new Uint8Array(10 * 1024 * 1024 + 1))).toBe(400);
    expect(await refusal(Document.complete(empty.id))).toMatchObject({ code: "document.not-uploaded" });
    expect(await refusal(Document.complete(newId("doc")))).toMatchObject({ code: "document.not-found" });

    const both = (a: Uint8Array, b: Uint8Array) => new Uint8Array([...a, ...b]);
    const text = (words: string) => new Uint8Array(Buffer.from(words));
    const lies: [code: string, body: Uint8Array<ArrayBuffer>, contentType?: "image/png" | "image/jpeg"][] = [
      ["document.type-unknown", text("hello, I am a PDF")],
      ["document.type-unknown", text("<html><script>alert(1)</script>%PDF-1.7")],
      ["document.type-unknown", aZip()],
      ["document.type-differs", aPng()],
      ["document.type-differs", aPdf(), "image/png"],
      ["document.disguised", both(aPdf(), aZip())],
      ["document.disguised", both(aPng(), aZip()), "image/png"],
      ["document.disguised", both(aPng(), aPdf()), "image/png"],
      ["document.disguised", both(aJpeg(), text("<script src=x>")), "image/jpeg"],
      ["document.encrypted", aPdf("", "/Encrypt 9 0 R")],
      ["document.encrypted", aPdf("", "/Encrypt<</Filter/Standard/V 4>>")],
    ];
    for (const [code, body, contentType = "application/pdf" as const] of lies) {
      const id = await uploaded(clientId, { contentType }, body);
      expect({ code, was: (await refusal(Document.complete(id))).code }).toEqual({ code, was: code });
      expect((await refusal(Document.complete(id))).code).toBe(code);
    }
    expect(await ids({ clientId })).toEqual([]);
  }));

test("a refused file may be replaced while the form is good; every kind that is allowed comes through", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const begun = await Document.begin(described(clientId, aPdf()));
    await post(begun, aPng());
    await refusal(Document.complete(begun.id));
    await post(begun, aPdf());
    expect(await Document.complete(begun.id)).toMatchObject({ name: "Passport.pdf" });
    const kinds = [
      [aPng(), "image/png", "a.PNG", "a.PNG"],
      [aJpeg(), "image/jpeg", "photo.exe", "photo.exe.jpg"],
      [aWebp(), "image/webp", "Ünïcode £.webp", "Ünïcode £.webp"],
      [aHeic(), "image/heif", "IMG_1.HEIC", "IMG_1.HEIC"],
    ] as const;
    for (const [body, contentType, name, shown] of kinds) {
      const id = await uploaded(clientId, { contentType, name, kind: "kyc" }, body);
      expect(await Document.complete(id)).toMatchObject({ name: shown, kind: "kyc" });
    }
    // PDFs that only speak of encryption are not encrypted.
    await Document.complete(await uploaded(clientId, {}, aPdf("/Encrypt is a word", "/EncryptMetadata true")));
  }));

test("an upload that is not completed within a day is given up, with its bytes and its row", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const id = await uploaded(clientId);
    expect(await Document.purge(id)).toBe("not due");
    await after(DAY_MS + 1, async () => {
      expect(await refusal(Document.complete(id))).toMatchObject({ code: "document.not-found" });
    });
    await after(DAY_MS + 2 * HOUR_MS, async () => {
      expect((await dueRows("document", 1000)).map((row) => row.id)).toContain(id);
      expect([await Document.purge(id), await Document.purge(id)]).toEqual(["purged", "gone"]);
    });
    expect(await headObject(incomingKey(tenantId(), "document", id))).toBeNull();
  }));

test("deleted documents wait in the bin for 30 days, can be taken back, and then are gone with their bytes", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const { id } = await filed(clientId, { expiresOn: "2027-01-01" });
    const key = await keyOf(id);
    await Document.download(id, { show: "inline" });
    const deleted = await Document.remove(id);
    expect(await Document.remove(id)).toEqual(deleted);
    expect([await ids({ clientId }), await ids({}), await ids({ view: "expiring" })]).toEqual([[], [], []]);
    expect(await ids({ clientId, view: "deleted" })).toEqual([id]);
    expect(await refusal(Document.download(id, { show: "inline" }))).toMatchObject({ code: "document.deleted" });
    expect(await refusal(Document.update(id, { version: deleted.version, name: "x" }))).toMatchObject({ kind: "gone" });
    expect(await Document.restore(id)).toMatchObject({ deletedAt: null, purgeAt: null, expiresOn: "2027-01-01" });
    expect([await ids({ clientId }), await ids({ view: "expiring" })]).toEqual([[id], [id]]);
    await after(31 * DAY_MS, async () => expect(await Document.purge(id)).toBe("not due"));
    await Document.remove(id);
    await after(30 * DAY_MS + 1000, async () => {
      expect(await Document.purge(id)).toBe("not due");
      expect(await refusal(Document.restore(id))).toMatchObject({ code: "document.not-found" });
    });
    await after(31 * DAY_MS, async () => expect(await Document.purge(id)).toBe("purged"));
    expect(await headObject(key)).toBeNull();
    expect(await refusal(Document.fromId(id))).toMatchObject({ code: "document.not-found" });
    const { items } = await Client.timeline(clientId, FIRST);
    expect(items.map((entry) => (entry.kind === "activity" ? entry.action : ""))).toEqual(
      expect.arrayContaining([
        "document.added",
        "document.opened",
        "document.deleted",
        "document.restored",
        "document.purged",
      ]),
    );
  }));

test("identity evidence is deleted by nobody, whatever became of the client", () =>
  inFirm(async () => {
    const client = await aClient();
    const { id } = await filed(client.id, { kind: "kyc" });
    expect(await refusal(Document.remove(id))).toMatchObject({ code: "document.retained" });
    await Client.archive(client.id, { version: client.version });
    await after(6 * 366 * DAY_MS, async () => {
      expect(await refusal(Document.remove(id))).toMatchObject({ code: "document.retained" });
      expect(await Document.purge(id)).toBe("not due");
      expect(await Document.fromId(id)).toMatchObject({ id, deletedAt: null });
    });
  }));

test("a link works for two minutes, is noted with who opened it, and is refused when it was changed", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const [{ id }, other] = [await filed(clientId), await filed(clientId)];
    const link = await Document.download(id, { show: "attachment" });
    const left = Date.parse(link.expiresAt) - Date.now();
    expect(left > 60_000 && left <= 120_000).toBe(true);
    const answer = await fetch(link.url);
    expect([answer.status, answer.headers.get("content-disposition")]).toEqual([
      200,
      "attachment; filename*=UTF-8''Passport.pdf",
    ]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(aPdf());
    for (const changed of [
      link.url.replace(await keyOf(id), await keyOf(other.id)),
      link.url.replace("Expires=120", "Expires=3600"),
      link.url.replace(/Signature=..../, "Signature=0000"),
    ])
      expect((await fetch(changed)).status).toBe(403);
    const inline = await Document.download(id, { show: "inline" });
    expect((await fetch(inline.url)).headers.get("content-disposition")).toBe("inline");
    expect(await Document.fromId(id)).toMatchObject({
      opens: 2,
      lastOpenedBy: "Olive Alder",
      openedBy: [{ name: "Olive Alder", count: 2 }],
      version: 1,
    });
  }));

test("a change is of one version; its expiry moves in the list of what expires", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const [a, b] = [await filed(clientId, { expiresOn: "2027-01-01" }), await filed(clientId)];
    const changed = await Document.update(b.id, {
      version: 1,
      expiresOn: "2026-12-31",
      visibleToClient: true,
      name: "Visa",
    });
    expect(changed).toMatchObject({ name: "Visa.pdf", version: 2, visibleToClient: true });
    expect(await ids({ view: "expiring" })).toEqual([b.id, a.id]);
    expect(await refusal(Document.update(b.id, { version: 1, expiresOn: null }))).toMatchObject({
      code: "document.version-conflict",
      options: { extra: { current: changed } },
    });
    await Document.update(b.id, { version: 2, expiresOn: null });
    expect(await ids({ view: "expiring" })).toEqual([a.id]);
  }));

test("a name that holds half a character is refused in words: no link could ever be made for such a document", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const { id } = await filed(clientId);
    for (const name of ["Pass\ud83d.pdf", "\ude80port.pdf"]) {
      await expect(Document.begin(described(clientId, aPdf(), { name }))).rejects.toThrow(/plain text/);
      await expect(Document.update(id, { version: 1, name })).rejects.toThrow(/plain text/);
    }
    const { name, version } = await Document.update(id, { version: 1, name: "Passport \ud83d\ude80.pdf" });
    expect([name, version]).toEqual(["Passport 🚀.pdf", 2]);
    expect((await fetch((await Document.download(id, { show: "attachment" })).url)).status).toBe(200);
  }));

test("at most 600 files an hour go to one client, and the refusal says when to go on", () =>
  inFirm(async () => {
    const { id: clientId } = await aClient();
    const another = () => Document.begin(described(clientId, aPdf()));
    await another();
    const counter = { pk: `g#attempts#upload-client#${hashToken(`${tenantId()}#${clientId}`)}`, sk: "attempts" };
    await documents.send(
      new UpdateCommand({
        TableName: tableName(),
        Key: counter,
        UpdateExpression: "ADD attempts :earlier",
        ConditionExpression: "attempts = :one",
        ExpressionAttributeValues: { ":earlier": 598, ":one": 1 },
      }),
    );
    await another();
    const refused = await refusal(another());
    expect(refused).toMatchObject({ code: "document.too-many-uploads", kind: "rate-limited" });
    expect(refused.options.retryAfterS).toBeGreaterThan(3500);
    await after(HOUR_MS + 1, another);
  }));

test("a client's person sees what is shown to them and what they uploaded; everything else is not there", async () => {
  const firm = aFirm();
  const { mine, theirs, shown, hidden } = await inFirm(async () => {
    const [mine, theirs] = [(await aClient()).id, (await aClient("Other Ltd")).id];
    const shown = await filed(mine, { visibleToClient: true });
    return {
      mine,
      theirs,
      shown: shown.id,
      hidden: [(await filed(mine)).id, (await filed(theirs, { visibleToClient: true })).id],
    };
  }, firm);
  const person: PortalActor = {
    kind: "portal",
    tenantId: firm.tenantId,
    userId: newId("usr"),
    name: "Zoë Rowan",
    email: "zoe@rowan.example",
    clientIds: [mine],
  };
  const file = { name: "Passport", contentType: "application/pdf", sizeBytes: 9, kind: "kyc" } as const;
  const own = await withActor(person, async () => {
    const begun = await Document.beginForPortal(file);
    expect(await refusal(Document.beginForPortal({ ...file, clientId: theirs }))).toMatchObject({ kind: "not-found" });
    await post(begun, aPdf());
    expect(await Document.completeForPortal(begun.id)).toMatchObject({ name: "Passport.pdf", mine: true });
    const { items } = await Document.listForPortal(FIRST);
    expect(items.map(({ id }) => id)).toEqual([shown, begun.id]);
    expect(JSON.stringify(items)).not.toMatch(/sha256|opens|uploadedBy|retention/);
    await Document.downloadForPortal(begun.id, { show: "inline" });
    for (const id of [...hidden, newId("doc")])
      expect(await refusal(Document.downloadForPortal(id, { show: "inline" }))).toMatchObject({
        code: "document.not-found",
      });
    for (const attempt of [
      Document.complete(begun.id),
      Document.list(FIRST),
      Document.download(shown, { show: "inline" }),
    ])
      expect(await refusal(attempt)).toMatchObject({ kind: "forbidden" });
    return begun.id;
  });
  await withActor({ ...person, userId: newId("usr") }, async () => {
    expect((await Document.listForPortal(FIRST)).items.map(({ id }) => id)).toEqual([shown]);
    expect(await refusal(Document.downloadForPortal(own, { show: "inline" }))).toMatchObject({ kind: "not-found" });
    expect(await refusal(Document.completeForPortal(own))).toMatchObject({ kind: "not-found" });
  });
  await inFirm(async () => {
    expect(await Document.fromId(own)).toMatchObject({
      uploadedBy: { kind: "portal", name: "Zoë Rowan" },
      kind: "kyc",
    });
    await Document.remove(shown);
  }, firm);
  await withActor(person, async () => {
    expect(await refusal(Document.downloadForPortal(shown, { show: "inline" }))).toMatchObject({ kind: "not-found" });
  });
});

test("another firm's documents and uploads are not there", async () => {
  const [id, begun] = await inFirm(async () => {
    const { id: clientId } = await aClient();
    return [(await filed(clientId)).id, await uploaded(clientId)];
  });
  await inFirm(async () => {
    const attempts = [
      () => Document.fromId(id),
      () => Document.download(id, { show: "inline" }),
      () => Document.update(id, { version: 1, name: "x" }),
      () => Document.remove(id),
      () => Document.restore(id),
      () => Document.complete(id),
      () => Document.complete(begun),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).toMatchObject({ code: "document.not-found" });
    expect(await ids({})).toEqual([]);
  });
});

test("identity evidence is for who may see the checks: a viewer neither lists nor opens it, and sees the rest", async () => {
  const firm = aFirm();
  const { client, paper, letter } = await inFirm(async () => {
    const one = await aClient();
    return {
      client: one,
      paper: await filed(one.id, { kind: "kyc", expiresOn: "2031-05-01" }),
      letter: await filed(one.id, { name: "Letter.pdf" }),
    };
  }, firm);
  await withActor({ ...firm, role: "viewer" }, async () => {
    expect(await ids({ clientId: client.id })).toEqual([letter.id]);
    expect(await ids({ clientId: client.id, kind: "kyc" })).toEqual([]);
    expect(await ids({})).toEqual([letter.id]);
    expect(await ids({ view: "expiring" })).toEqual([]);
    for (const attempt of [Document.fromId(paper.id), Document.download(paper.id, { show: "inline" })])
      expect(await refusal(attempt)).toMatchObject({ code: "document.not-found" });
    expect(await Document.fromId(letter.id)).toMatchObject({ id: letter.id });
  });
  expect(await withActor(firm, () => ids({ clientId: client.id }))).toHaveLength(2);
});
