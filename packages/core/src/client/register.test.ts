import { describe, expect, test } from "vitest";
import { Company } from "../company/index.ts";
import { type StaffActor, withActor } from "../lib/actor.ts";
import { newId } from "../lib/id.ts";
import { Client } from "./index.ts";
import type { ClientCreateInput } from "./schema.ts";

const inFirm = <T>(fn: () => Promise<T>): Promise<T> =>
  withActor<Promise<T>>(
    {
      kind: "staff",
      tenantId: newId("firm"),
      userId: newId("usr"),
      name: "Olive",
      email: "o@alder.example",
      role: "owner",
    } satisfies StaffActor,
    fn,
  );
const TESCO = "00445790";
const input = (over: Partial<ClientCreateInput> = {}): ClientCreateInput => ({
  type: "limited_company",
  companyNumber: TESCO,
  contact: { name: "Zoë", email: "z@tesco.example" },
  ...over,
});
const PAGE = { limit: 100 };

/** A company of the register in this state. */
const numberOf = async (status: string): Promise<string> => {
  const { items } = await Company.search("limited", { limit: 100 });
  const found = items.find(({ companyStatus }) => companyStatus === status);
  return found?.companyNumber ?? expect.fail(`no company in ${status}`);
};

describe("a client with a company number", () => {
  test("is filled from the register: name, address, status and people with source and age", () =>
    inFirm(async () => {
      const made = await Client.create(input({ companyNumber: "445790" }));
      expect(made).toMatchObject({
        name: "TESCO PLC",
        companyNumber: TESCO,
        companyStatus: "active",
        clientCode: "TES001",
        register: { source: "register", reason: null, peopleComplete: true },
      });
      expect(made.registeredOffice?.postcode).toBeTruthy();
      const people = await Client.people(made.id, PAGE);
      expect(people.items.length).toBeGreaterThan(2);
      expect(people.fetchedAt).toBe(made.register?.fetchedAt);
      for (const person of people.items)
        expect(person).toMatchObject({ source: "register", fetchedAt: made.register?.fetchedAt });
      const active = people.items.map((person) => person.isActive);
      expect(active).toEqual(active.toSorted((a, b) => Number(b) - Number(a)));
    }));

  test("is found by its number with and without zeros, and by its code", () =>
    inFirm(async () => {
      const made = await Client.create(input());
      for (const q of ["00445790", "445790", "0044", "tes001", "tesc"])
        expect((await Client.list({ ...PAGE, q })).items.map(({ id }) => id)).toEqual([made.id]);
      expect((await Client.similar({ companyNumber: "445790" })).items).toEqual([
        { client: expect.objectContaining({ id: made.id }), because: ["company-number"] },
      ]);
    }));

  test("made twice at once exists once: one is told who holds the number, and nothing is half-made", () =>
    inFirm(async () => {
      const outcomes = await Promise.allSettled([
        Client.create(input()),
        Client.create(input()),
        Client.create(input()),
      ]);
      const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(won).toHaveLength(1);
      const holder = won[0]?.value;
      for (const outcome of outcomes)
        if (outcome.status === "rejected")
          expect(outcome.reason).toMatchObject({
            status: 409,
            code: "client.company-number-taken",
            options: { extra: { holder: { id: holder?.id, name: "TESCO PLC" } } },
          });
      expect((await Client.list(PAGE)).items.map(({ id }) => id)).toEqual([holder?.id]);
      expect((await Client.list({ ...PAGE, q: "tesco" })).items.map(({ id }) => id)).toEqual([holder?.id]);
    }));

  test("may be held by two firms", async () => {
    const [one, other] = await Promise.all([
      inFirm(() => Client.create(input())),
      inFirm(() => Client.create(input())),
    ]);
    expect(one.id).not.toBe(other.id);
  });

  test.each([
    ["dissolved", "company-dissolved"],
    ["liquidation", "company-insolvent"],
  ])("of a company in %s is saved with a warning", (status, code) =>
    inFirm(async () => {
      const number = await numberOf(status);
      const made = await Client.create(input({ companyNumber: number }));
      expect(made).toMatchObject({ companyStatus: status, warnings: [expect.objectContaining({ code })] });
    }),
  );

  test("that cannot be one is refused at the field", () =>
    inFirm(async () => {
      await expect(Client.create(input({ companyNumber: "12-banana" }))).rejects.toMatchObject({
        kind: "invalid",
        code: "company.number-invalid",
        options: { fields: [{ path: "companyNumber" }] },
      });
    }));

  test("unknown to the register keeps what was typed, marked as such, and asks for a name when there is none", () =>
    inFirm(async () => {
      await expect(Client.create(input({ companyNumber: "99999999" }))).rejects.toMatchObject({
        code: "client.name-missing",
      });
      const made = await Client.create(
        input({ companyNumber: "99999999", name: "By Hand Ltd", people: [{ name: "Ann Hand", role: "director" }] }),
      );
      expect(made).toMatchObject({
        name: "By Hand Ltd",
        companyNumber: "99999999",
        register: { source: "manual", reason: "not-found", fetchedAt: null },
      });
      expect(made.warnings.map(({ code }) => code)).toEqual(["register-not-found"]);
      expect((await Client.people(made.id, PAGE)).items).toMatchObject([
        { name: "Ann Hand", source: "manual", isActive: true, fetchedAt: null },
      ]);
    }));

  test("gives its number back when it is changed, so another client may take it", () =>
    inFirm(async () => {
      const made = await Client.create(input());
      const after = await Client.update(made.id, { version: 1, companyNumber: null });
      expect(after).toMatchObject({ companyNumber: null, register: null, version: 2 });
      expect((await Client.people(made.id, PAGE)).items).toEqual([]);
      expect((await Client.create(input())).companyNumber).toBe(TESCO);
      await expect(Client.update(made.id, { version: 2, companyNumber: TESCO })).rejects.toMatchObject({
        code: "client.company-number-taken",
      });
    }));

  test("typed people stay when the register's are refreshed, and nobody is there twice", () =>
    inFirm(async () => {
      const made = await Client.create(input({ people: [{ name: "Hand Typed", role: "adviser" }] }));
      const before = (await Client.people(made.id, PAGE)).items.map(({ id }) => id);
      const after = await Client.refreshPeople(made.id);
      expect(after.items.map(({ id }) => id)).toEqual(before);
      expect(after.items.filter(({ source }) => source === "manual")).toHaveLength(1);
      expect(await Client.fromId(made.id)).toMatchObject({
        version: 2,
        register: { source: "register", peopleComplete: true },
      });
    }));
});

describe("while the register is down", () => {
  /** A company that nobody has looked up: nothing of it is in the cache. */
  const UNSEEN = "11457812";
  const whileDown = async <T>(fn: () => Promise<T>): Promise<T> => {
    const url = process.env.COMPANIES_HOUSE_BASE_URL;
    process.env.COMPANIES_HOUSE_BASE_URL = "http://127.0.0.1:9";
    return fn().finally(() => {
      process.env.COMPANIES_HOUSE_BASE_URL = url;
    });
  };

  test("a client is saved as typed and marked so, and a refresh later brings the register's people", () =>
    inFirm(async () => {
      const typed = input({
        companyNumber: UNSEEN,
        name: "Typed By Hand",
        people: [{ name: "Ann Hand", role: "director" }],
      });
      const made = await whileDown(() => Client.create(typed));
      expect(made).toMatchObject({
        name: "Typed By Hand",
        companyNumber: UNSEEN,
        register: { source: "manual", reason: "unavailable" },
      });
      expect(made.warnings.map(({ code }) => code)).toEqual(["register-unavailable"]);
      const people = await Client.refreshPeople(made.id);
      expect(new Set(people.items.map(({ source }) => source))).toEqual(new Set(["manual", "register"]));
      const after = await Client.fromId(made.id);
      expect(after).toMatchObject({ name: "Typed By Hand", register: { source: "register", reason: null } });
      expect(after.warnings.map(({ code }) => code)).not.toContain("register-unavailable");
    }));
});
