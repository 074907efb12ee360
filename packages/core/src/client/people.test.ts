import { describe, expect, test } from "vitest";
import { someFirm } from "../firm/testing/firm.ts";
import { withActor } from "../lib/actor.ts";
import { captureLog } from "../lib/log.ts";
import { documents } from "../lib/table/table.ts";
import type { Person } from "../person/schema.ts";
import { Client } from "./index.ts";

/** The twin's company with more people than fit into one transaction. */
const LARGE = { type: "llp", companyNumber: "OC312345" } as const;

const inFirm = async (fn: () => Promise<void>): Promise<void> => withActor(await someFirm(), fn);

async function everybody(id: string): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | undefined;
  do {
    const page = await Client.people(id, { limit: 100, ...(cursor ? { cursor } : {}) });
    people.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return people;
}

/** The network ends after `allowed` transactions, as if the function had been killed there. */
async function dyingAfter(allowed: number, fn: () => Promise<void>): Promise<void> {
  let seen = 0;
  documents.middlewareStack.add(
    (next, context) => (request) => {
      if (context.commandName === "TransactWriteItemsCommand" && (seen += 1) > allowed) throw new Error("killed");
      return next(request);
    },
    { step: "initialize", name: "killed", priority: "high" },
  );
  await fn().finally(() => documents.middlewareStack.remove("killed"));
}

describe("the largest change there is", () => {
  test("fits into one transaction: every word, number, code, address and contact at once, with a large company's people", () =>
    inFirm(async () => {
      const words = (letter: string) =>
        Array.from({ length: 10 }, (_, n) => `${letter}${n}${"é".repeat(10)}`).join(" ");
      const made = await Client.create({
        type: "llp",
        companyNumber: "445790",
        name: words("a"),
        clientCode: "A-1-B-2-C-3-D-4-E-5",
        email: "a@a.example",
        contact: { name: "A", email: "ca@a.example" },
      });
      const after = await Client.update(made.id, {
        version: 1,
        companyNumber: LARGE.companyNumber,
        name: words("b"),
        clientCode: "B-1-B-2-C-3-D-4-E-5",
        email: "b@b.example",
        contact: { name: "B", email: "cb@b.example" },
      });
      expect(after).toMatchObject({
        version: 2,
        companyNumber: LARGE.companyNumber,
        register: { peopleComplete: true },
      });
      expect(await Client.fromId(made.id)).toEqual(after);
      for (const [q, found] of [
        ["a5", 0],
        ["b5", 1],
        ["a@a.example", 0],
        ["cb@b.example", 1],
        ["a-1", 0],
        ["b-1-b", 1],
      ] as const)
        expect({ q, found: (await Client.list({ limit: 25, q })).items.length }).toEqual({ q, found });
    }));
});

describe("a company with more people than one transaction takes", () => {
  test("is saved with all of them, each once", () =>
    inFirm(async () => {
      const made = await Client.create(LARGE);
      expect(made.register?.peopleComplete).toBe(true);
      const people = await everybody(made.id);
      expect(people.length).toBeGreaterThan(50);
      expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
      expect(people.findLastIndex(({ isActive }) => isActive)).toBeLessThan(
        people.findIndex(({ isActive }) => !isActive),
      );
    }));

  test("killed between its transactions is a whole client that says so, and a refresh completes it", () =>
    inFirm(async () => {
      const undo = captureLog(() => undefined);
      await dyingAfter(1, async () => {
        expect((await Client.create(LARGE)).register?.peopleComplete).toBe(false);
      }).finally(undo);
      const [listed] = (await Client.list({ limit: 25 })).items;
      const id = String(listed?.id);
      const half = await Client.fromId(id);
      expect(half.warnings.map(({ code }) => code)).toContain("people-incomplete");
      expect(await everybody(id)).toHaveLength(50);
      await Client.refreshPeople(id);
      expect((await everybody(id)).length).toBeGreaterThan(50);
      expect((await Client.fromId(id)).warnings.map(({ code }) => code)).not.toContain("people-incomplete");
    }));

  test("killed before its first transaction is not there at all", () =>
    inFirm(async () => {
      await dyingAfter(0, () => expect(Client.create(LARGE)).rejects.toThrow("killed"));
      expect((await Client.list({ limit: 25 })).items).toEqual([]);
      expect((await Client.list({ limit: 25, q: "a" })).items).toEqual([]);
      expect((await Client.create(LARGE)).companyNumber).toBe(LARGE.companyNumber);
    }));
});
