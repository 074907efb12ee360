import { describe, expect, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { suppress } from "../email/address.ts";
import { type StaffActor, tenantId, withActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { transact } from "../lib/table/transact.ts";
import { Client } from "./index.ts";
import type { ClientCreateInput } from "./schema.ts";

const aFirm = (role: StaffActor["role"] = "owner"): StaffActor => ({
  kind: "staff",
  tenantId: newId("firm"),
  userId: newId("usr"),
  name: "Olive Alder",
  email: "olive@alder.example",
  role,
});
const inFirm = <T>(fn: () => Promise<T>, firm = aFirm()): Promise<T> => withActor(firm, fn);
const typed = (over: Partial<ClientCreateInput> = {}): ClientCreateInput => ({
  type: "limited_company",
  name: "Rowan & Daughters Limited",
  contact: { name: "Zoë Rowan", email: "zoe@rowan.example" },
  ...over,
});
const FIRST = { limit: 25 };
const refusal = (attempt: Promise<unknown>): Promise<VisibleError> =>
  attempt.then(
    () => expect.fail("was not refused"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(VisibleError);
      return error as VisibleError;
    },
  );

describe("a client typed by hand", () => {
  test("is read back as it was saved, with a code, a contact and an audit row", () =>
    inFirm(async () => {
      const made = await Client.create(typed({ notes: "Two\nlines", yearEnd: "03-31", vatNumber: "gb 123 456 789" }));
      expect(made).toMatchObject({
        clientCode: "ROW001",
        status: "onboarding",
        version: 1,
        xeroSyncStatus: "pending",
        vatNumber: "GB123456789",
        register: null,
      });
      expect(await Client.fromId(made.id)).toEqual(made);
      const [entry] = (await Activity.listForClient(made.id, FIRST)).items;
      expect(entry).toMatchObject({
        action: "client.created",
        clientId: made.id,
        actor: { kind: "staff", name: "Olive Alder" },
      });
    }));

  test("keeps names of every script exactly, and is found by them", () =>
    inFirm(async () => {
      for (const name of ["Zoë Ångström-Łukasz", "株式会社やまと", "مؤسسة النور", "O'Brien & Sons", "Ещё Один"]) {
        const made = await Client.create(typed({ name, contact: null }));
        expect((await Client.fromId(made.id)).name).toBe(name.normalize("NFC"));
        const q = name.slice(0, 4).trim();
        expect((await Client.list({ ...FIRST, q })).items.map((client) => client.id)).toContain(made.id);
      }
    }));

  test("needs a name when no register can give one", () =>
    inFirm(async () => {
      const { name: _, ...nameless } = typed();
      expect(await refusal(Client.create(nameless))).toMatchObject({
        code: "client.name-missing",
        options: { fields: [{ path: "name" }] },
      });
      expect((await Client.list(FIRST)).items).toEqual([]);
    }));

  test("is another firm's secret: 404 by id, absent from lists and search", async () => {
    const made = await inFirm(() => Client.create(typed()));
    await inFirm(async () => {
      expect(await refusal(Client.fromId(made.id))).toMatchObject({ kind: "not-found", code: "client.not-found" });
      expect(await refusal(Client.update(made.id, { version: 1, name: "Mine" }))).toMatchObject({ kind: "not-found" });
      expect((await Client.list({ ...FIRST, q: "rowan" })).items).toEqual([]);
      expect((await Client.list(FIRST)).items).toEqual([]);
    });
  });

  test("cannot be made by a viewer", () =>
    inFirm(async () => {
      expect(await refusal(Client.create(typed()))).toMatchObject({ kind: "forbidden", code: "actor.permission" });
    }, aFirm("viewer")));
});

describe("codes", () => {
  test("are counted per three letters, and step over one typed by hand", () =>
    inFirm(async () => {
      await Client.create(typed({ clientCode: "row002" }));
      const codes = [];
      for (let made = 0; made < 3; made += 1) codes.push((await Client.create(typed())).clientCode);
      expect(codes).toEqual(["ROW001", "ROW003", "ROW004"]);
      expect(await refusal(Client.create(typed({ clientCode: "ROW001" })))).toMatchObject({
        code: "client.code-taken",
      });
    }));

  test("of 200 clients made by 25 at once are all different, and every client is listed", () =>
    inFirm(async () => {
      const eight = async () => {
        const mine = [];
        for (let n = 0; n < 8; n += 1) mine.push(await Client.create(typed()));
        return mine;
      };
      const made = (await Promise.all(Array.from({ length: 25 }, eight))).flat();
      expect(new Set(made.map((client) => client.clientCode)).size).toBe(200);
      const listed = await everyId();
      expect(new Set(listed)).toEqual(new Set(made.map((client) => client.id)));
      expect(listed).toHaveLength(200);
    }));
});

async function everyId(query: { q?: string; limit?: number } = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await Client.list({ limit: 100, ...query, ...(cursor ? { cursor } : {}) });
    ids.push(...page.items.map((client) => client.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

describe("changing a client", () => {
  test("says what changed, moves the search rows and asks Xero again", () =>
    inFirm(async () => {
      const made = await Client.create(typed());
      const after = await Client.update(made.id, {
        version: 1,
        name: "Elm Limited",
        phone: "020 7946 0000",
        contact: { email: "z@elm.example" },
      });
      expect(after).toMatchObject({
        name: "Elm Limited",
        version: 2,
        phone: "020 7946 0000",
        xeroSyncStatus: "pending",
        contact: { name: "Zoë Rowan", email: "z@elm.example" },
      });
      expect(await Client.fromId(made.id)).toEqual(after);
      expect((await Client.list({ ...FIRST, q: "rowan@" })).items).toEqual([]);
      expect((await Client.list({ ...FIRST, q: "elm" })).items.map((client) => client.id)).toEqual([made.id]);
      expect((await Client.list({ ...FIRST, q: "z@elm.example" })).items[0]?.contactEmail).toBe("z@elm.example");
      const [entry] = (await Activity.listForClient(made.id, FIRST)).items;
      expect(entry?.changes).toContainEqual({
        field: "name",
        before: "Rowan & Daughters Limited",
        after: "Elm Limited",
      });
      expect(entry?.changes).toContainEqual({ field: "phone", before: null, after: "020 7946 0000" });
    }));

  test("clears what is given as null and leaves out what is not given", () =>
    inFirm(async () => {
      const made = await Client.create(typed({ phone: "020 7946 0000", website: "https://rowan.example" }));
      const after = await Client.update(made.id, { version: 1, phone: null });
      expect(after).toMatchObject({ phone: null, website: "https://rowan.example" });
      expect(await Client.fromId(made.id)).toEqual(after);
    }));

  test("that somebody else changed first is refused with the newer record", () =>
    inFirm(async () => {
      const made = await Client.create(typed());
      await Client.update(made.id, { version: 1, notes: "first" });
      const error = await refusal(Client.update(made.id, { version: 1, notes: "second" }));
      expect(error).toMatchObject({
        code: "client.version-conflict",
        options: { extra: { current: { version: 2, notes: "first" } } },
      });
      expect((await Client.fromId(made.id)).notes).toBe("first");
    }));

  test("by twenty people at once lets exactly one through", () =>
    inFirm(async () => {
      const made = await Client.create(typed());
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => Client.update(made.id, { version: 1, name: `Name ${n}` })),
      );
      const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(won).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "client.version-conflict" });
      const { name, version } = await Client.fromId(made.id);
      expect(version).toBe(2);
      expect((await Client.list({ ...FIRST, q: "name" })).items.map((client) => client.name)).toEqual([name]);
    }));
});

describe("a contact whose mail came back", () => {
  test("is marked on the record, whoever reads or changes it, until the address is another", () =>
    inFirm(async () => {
      const at = nowIso();
      await transact([suppress(tenantId(), "zoe@rowan.example", "bounced", at, "eml_1")]);
      const made = await Client.create(typed());
      expect(made).toMatchObject({
        contact: { emailStatus: "bounced", emailStatusAt: at },
        warnings: [{ code: "contact-bounced" }],
      });
      expect(await Client.fromId(made.id)).toEqual(made);
      expect((await Client.update(made.id, { version: 1, notes: "x" })).contact?.emailStatus).toBe("bounced");
      const after = await Client.update(made.id, { version: 2, contact: { email: "new@rowan.example" } });
      expect(after).toMatchObject({ contact: { emailStatus: "ok", emailStatusAt: null }, warnings: [] });
    }));
});

describe("archiving", () => {
  test("takes a client out of list and search, keeps it by id and status, and restoring brings it back", () =>
    inFirm(async () => {
      const made = await Client.create(typed());
      const archived = await Client.archive(made.id, { version: 1 });
      expect(archived).toMatchObject({ status: "archived", version: 2, archivedAt: expect.any(String) });
      expect((await Client.list(FIRST)).items).toEqual([]);
      expect((await Client.list({ ...FIRST, q: "rowan" })).items).toEqual([]);
      expect((await Client.list({ ...FIRST, status: "archived" })).items.map((client) => client.id)).toEqual([made.id]);
      expect((await Client.list({ ...FIRST, status: "archived", q: "row" })).items.map((client) => client.id)).toEqual([
        made.id,
      ]);
      expect(await refusal(Client.update(made.id, { version: 2, notes: "x" }))).toMatchObject({
        code: "client.archived",
      });
      expect(await Client.restore(made.id, { version: 2 })).toMatchObject({
        status: "inactive",
        version: 3,
        archivedAt: null,
      });
      expect((await Client.list({ ...FIRST, q: "rowan" })).items.map((client) => client.id)).toEqual([made.id]);
    }));
});

describe("the list", () => {
  test("is sorted by name, pages without gaps, and filters by status", () =>
    inFirm(async () => {
      const names = ["beech", "Älder", "Cedar", "ash", "Oak"];
      for (const name of names) await Client.create(typed({ name, status: name === "Oak" ? "prospect" : "active" }));
      const first = await Client.list({ limit: 2 });
      const second = await Client.list({ limit: 2, cursor: String(first.nextCursor) });
      expect([...first.items, ...second.items].map((client) => client.name)).toEqual([
        "Älder",
        "ash",
        "beech",
        "Cedar",
      ]);
      expect((await Client.list({ limit: 25, status: "prospect" })).items.map((client) => client.name)).toEqual([
        "Oak",
      ]);
    }));

  test("refuses a cursor that was tampered with or comes from another firm, and never shows another firm's clients", async () => {
    const foreign = await inFirm(async () => {
      for (let made = 0; made < 3; made += 1) await Client.create(typed());
      const [list, found] = [await Client.list({ limit: 1 }), await Client.list({ limit: 1, q: "row" })];
      return [String(list.nextCursor), String(found.nextCursor)] as const;
    });
    await inFirm(async () => {
      const mine = await Client.create(typed());
      for (const cursor of [
        "x",
        "%%%",
        "e30",
        Buffer.from('{"pk":"t#other"}').toString("base64url"),
        `${foreign[0]}x`,
        ...foreign,
      ]) {
        for (const q of [undefined, "row"]) {
          const page = await Client.list({ limit: 25, cursor, ...(q ? { q } : {}) }).catch((error: unknown) => error);
          if (page instanceof Error) expect(page).toMatchObject({ code: "cursor.invalid" });
          else expect((page as { items: { id: string }[] }).items.every((client) => client.id === mine.id)).toBe(true);
        }
      }
    });
  });

  test("finds by the beginning of any word, by number, code and address, each client once", () =>
    inFirm(async () => {
      const tests = await Client.create(typed({ name: "Test Testing Technologies", clientCode: "TTT-1" }));
      await Client.create(typed({ name: "Untested" }));
      const find = async (q: string) => (await Client.list({ ...FIRST, q })).items.map((client) => client.id);
      for (const q of ["te", "TEST", "technol", "test tech", "testing te", "tech test", "ttt", "zoe@rowan.example"])
        expect({ q, found: await find(q) }).toMatchObject({ found: expect.arrayContaining([tests.id]) });
      expect(await find("te")).toEqual([tests.id]);
      expect(await find("test cedar")).toEqual([]);
      expect(await find("...")).toEqual([]);
    }));

  test("pages through a search without gaps and without doubles", () =>
    inFirm(async () => {
      const made = [];
      for (let n = 0; n < 12; n += 1) made.push((await Client.create(typed({ name: `Cedar Ced${n} Works` }))).id);
      expect((await everyId({ q: "ced", limit: 5 })).toSorted()).toEqual(made.toSorted());
    }));
});

describe("a warning before the same client is taken on twice", () => {
  test("names clients with a like name or the same address", () =>
    inFirm(async () => {
      const made = await Client.create(typed({ name: "Tesco Stores Limited" }));
      await Client.create(typed({ name: "Cedar Stores", contact: null }));
      expect((await Client.similar({ name: "TESCO STORES LTD" })).items).toEqual([
        { client: expect.objectContaining({ id: made.id }), because: ["name"] },
      ]);
      expect((await Client.similar({ email: "zoe@rowan.example" })).items[0]?.because).toEqual(["email"]);
      expect((await Client.similar({ name: "Quite Other" })).items).toEqual([]);
      expect((await Client.similar({})).items).toEqual([]);
    }));
});
