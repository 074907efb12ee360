/** What Better Auth's suite does not test: who wins when many call at once. Each test has a world of its own. */
import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { organization } from "better-auth/plugins";
import { expect, it } from "vitest";
import { now, withClock } from "../../lib/clock.ts";
import { documents } from "../../lib/table/table.ts";
import { authAdapter, NotUnique } from "./index.ts";

const OPTIONS = { plugins: [organization()] };
const world = () => {
  const prefix = `g#auth-race-${randomUUID()}`;
  return { prefix, db: authAdapter({ prefix })(OPTIONS) };
};
const at = (ms: number): Date => new Date(now() + ms);
const times = <T>(n: number, make: (i: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
  Promise.allSettled(Array.from({ length: n }, (_, i) => make(i)));
const won = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.filter((result) => result.status === "fulfilled").map((result) => result.value);
const losses = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.filter((result) => result.status === "rejected").map((result) => result.reason as unknown);

const person = (email: string) => ({ name: "Ann", email, emailVerified: true, createdAt: at(0), updatedAt: at(0) });
const session = (userId: string, token: string, ms = 60_000) => ({
  userId,
  token,
  expiresAt: at(ms),
  createdAt: at(0),
  updatedAt: at(0),
});
const eq = (field: string, value: string | number) => ({ field, value });

it("hands a verification to exactly one of 20 callers", async () => {
  const { db } = world();
  await db.create({
    model: "verification",
    data: { identifier: "reset:x", value: "v", expiresAt: at(60_000), createdAt: at(0), updatedAt: at(0) },
  });
  const results = await times(20, () => db.consumeOne({ model: "verification", where: [eq("identifier", "reset:x")] }));
  expect(losses(results)).toEqual([]);
  expect(won(results).filter((row) => row !== null)).toHaveLength(1);
  expect(await db.findOne({ model: "verification", where: [eq("identifier", "reset:x")] })).toBeNull();
});

/** A counter on a model of Better Auth's own: the failed attempts of a second factor. */
const COUNTER = {
  plugins: [
    {
      id: "counter",
      schema: {
        counter: { fields: { count: { type: "number" as const, required: true }, state: { type: "string" as const } } },
      },
    },
  ],
};

it("never lets a guarded counter overshoot under 50 callers", async () => {
  const db = authAdapter({ prefix: `g#auth-race-${randomUUID()}` })(COUNTER);
  const { id } = await db.create<Record<string, unknown>, { id: string }>({ model: "counter", data: { count: 0 } });
  const results = await times(50, () =>
    db.incrementOne<{ count: number }>({
      model: "counter",
      where: [eq("id", id), { field: "count", operator: "lt", value: 10 }],
      increment: { count: 1 },
    }),
  );
  expect(losses(results)).toEqual([]);
  const counts = won(results).flatMap((row) => (row ? [row.count] : []));
  expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it("lets one of 20 callers change a guarded state, also by a guard the table cannot express", async () => {
  const db = authAdapter({ prefix: `g#auth-race-${randomUUID()}` })(COUNTER);
  const make = () =>
    db.create<Record<string, unknown>, { id: string }>({ model: "counter", data: { count: 0, state: "Pending" } });
  for (const guard of [eq("state", "Pending"), { field: "state", operator: "ends_with" as const, value: "ending" }]) {
    const { id } = await make();
    const results = await times(20, () =>
      db.incrementOne({ model: "counter", where: [eq("id", id), guard], increment: {}, set: { state: "done" } }),
    );
    expect(losses(results)).toEqual([]);
    expect(won(results).filter((row) => row !== null)).toHaveLength(1);
  }
});

it("never revives a row that was deleted while it was being counted", async () => {
  const db = authAdapter({ prefix: `g#auth-race-${randomUUID()}` })(COUNTER);
  const { id } = await db.create<Record<string, unknown>, { id: string }>({ model: "counter", data: { count: 0 } });
  await Promise.all([
    times(20, () => db.incrementOne({ model: "counter", where: [eq("id", id)], increment: { count: 1 } })),
    db.delete({ model: "counter", where: [eq("id", id)] }),
  ]);
  expect(await db.findOne({ model: "counter", where: [eq("id", id)] })).toBeNull();
});

it("makes one user of parallel sign-ups with one address", async () => {
  const { prefix } = world();
  const auth = betterAuth({
    baseURL: "http://127.0.0.1:3000",
    secret: "test-only-better-auth-secret-0123456789abcdef",
    database: authAdapter({ prefix }),
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    logger: { disabled: true },
  });
  const email = `${randomUUID()}@race.example`;
  const results = await times(5, () =>
    auth.api.signUpEmail({ body: { email, name: "Ann", password: "correct horse battery" } }),
  );
  expect(won(results)).toHaveLength(1);
  const db = authAdapter({ prefix, allowScan: true })({});
  expect(await db.count({ model: "user" })).toBe(1);
  expect(await db.count({ model: "account" })).toBe(1);
});

it("keeps session tokens, firm slugs, memberships and provider accounts unique", async () => {
  const { db } = world();
  const rows: [string, (i: number) => Record<string, unknown>][] = [
    ["session", (i) => session(`usr_${i}`, "same-token")],
    ["organization", (i) => ({ name: `Firm ${i}`, slug: "same-slug", createdAt: at(0) })],
    ["member", () => ({ organizationId: "firm_1", userId: "usr_1", role: "viewer", createdAt: at(0) })],
    [
      "account",
      (i) => ({ providerId: "microsoft", accountId: "oid-1", userId: `usr_${i}`, createdAt: at(0), updatedAt: at(0) }),
    ],
  ];
  for (const [model, data] of rows) {
    const results = await times(10, (i) => db.create({ model, data: data(i) }));
    expect({ model, won: won(results).length }).toEqual({ model, won: 1 });
    expect(losses(results).filter((loss) => !(loss instanceof NotUnique))).toEqual([]);
  }
});

it("gives a unique value back on change and on deletion, and never to two rows", async () => {
  const { db } = world();
  const a = await db.create<Record<string, unknown>, { id: string }>({ model: "user", data: person("a@x.example") });
  const b = await db.create<Record<string, unknown>, { id: string }>({ model: "user", data: person("b@x.example") });
  const rename = (id: string, email: string) => db.update({ model: "user", where: [eq("id", id)], update: { email } });
  await expect(rename(b.id, "a@x.example")).rejects.toBeInstanceOf(NotUnique);
  await rename(a.id, "c@x.example");
  await rename(b.id, "a@x.example");
  expect(await db.findOne({ model: "user", where: [eq("email", "a@x.example")] })).toMatchObject({ id: b.id });
  expect(await db.findOne({ model: "user", where: [eq("email", "b@x.example")] })).toBeNull();
  await db.delete({ model: "user", where: [eq("id", b.id)] });
  await db.create({ model: "user", data: person("a@x.example") });
});

it("tells a taken value from a row that changed meanwhile: the first fails, the second is decided again", async () => {
  const { db } = world();
  const { id } = await db.create<Record<string, unknown>, { id: string }>({
    model: "user",
    data: person("t@x.example"),
  });
  const results = await times(10, (i) =>
    db.update({ model: "user", where: [eq("id", id)], update: { email: `t${i}@x.example` } }),
  );
  expect(losses(results)).toEqual([]);
  await expect(db.create({ model: "user", data: person("t@x.example") })).resolves.toBeTruthy();
  await expect(db.create({ model: "user", data: person("t@x.example") })).rejects.toMatchObject({
    name: "NotUnique",
    columns: ["email"],
  });
});

it("writes all of a transaction or none, and shows nobody the half of it", async () => {
  const { db } = world();
  await db.create({ model: "organization", data: { name: "Taken", slug: "taken", createdAt: at(0) } });
  let seenOutside: unknown = "not looked";
  const work = db.transaction(async (trx) => {
    await trx.create({ model: "user", data: person("tx@x.example") });
    expect(await trx.findOne({ model: "user", where: [eq("email", "tx@x.example")] })).toMatchObject({ name: "Ann" });
    seenOutside = await db.findOne({ model: "user", where: [eq("email", "tx@x.example")] });
    await trx.create({ model: "organization", data: { name: "Late", slug: "taken", createdAt: at(0) } });
  });
  await expect(work).rejects.toBeInstanceOf(NotUnique);
  expect(seenOutside).toBeNull();
  expect(await db.findOne({ model: "user", where: [eq("email", "tx@x.example")] })).toBeNull();
});

it("loses no update of transactions that meet on one row", async () => {
  const db = authAdapter({ prefix: `g#auth-race-${randomUUID()}` })(COUNTER);
  const { id } = await db.create<Record<string, unknown>, { id: string }>({ model: "counter", data: { count: 0 } });
  const results = await times(8, () =>
    db.transaction(async (trx) => {
      const row = await trx.findOne<{ count: number }>({ model: "counter", where: [eq("id", id)] });
      await trx.update({ model: "counter", where: [eq("id", id)], update: { count: (row?.count ?? 0) + 1 } });
    }),
  );
  expect(losses(results)).toEqual([]);
  expect(await db.findOne({ model: "counter", where: [eq("id", id)] })).toMatchObject({ count: 8 });
});

it("treats an expired session as absent although its item is still there", async () => {
  const { db } = world();
  await db.create({ model: "session", data: session("usr_1", "short", 5000) });
  const find = () => db.findMany({ model: "session", where: [eq("userId", "usr_1")] });
  expect(await find()).toHaveLength(1);
  const later = now() + 5001;
  await withClock(
    () => later,
    async () => {
      expect(await find()).toEqual([]);
      expect(await db.findOne({ model: "session", where: [eq("token", "short")] })).toBeNull();
    },
  );
});

it("refuses a query that no key serves instead of scanning", async () => {
  const { db } = world();
  await expect(db.findMany({ model: "user", where: [eq("name", "Ann")] })).rejects.toThrow(/no bounded query for user/);
  await expect(db.count({ model: "user" })).rejects.toThrow(/no bounded query for user/);
});

it("throws when a key holds more rows than it may read, instead of answering with some of them", async () => {
  const { db, prefix } = world();
  const { BatchWriteCommand } = await import("@aws-sdk/lib-dynamodb");
  const edges = Array.from({ length: 1001 }, (_, i) => ({
    PutRequest: { Item: { pk: `${prefix}#session#by+userId#usr_1`, sk: `x${i}`, at: `x${i}` } },
  }));
  for (let from = 0; from < edges.length; from += 25)
    await documents.send(
      new BatchWriteCommand({ RequestItems: { [String(process.env.TABLE_NAME)]: edges.slice(from, from + 25) } }),
    );
  await expect(db.findMany({ model: "session", where: [eq("userId", "usr_1")] })).rejects.toThrow(
    /more than 1000 rows/,
  );
});

it("keeps values apart that would make the same key by joining", async () => {
  const { db } = world();
  const account = (providerId: string, accountId: string) =>
    db.create({ model: "account", data: { providerId, accountId, userId: "u", createdAt: at(0), updatedAt: at(0) } });
  await account("a#b", "c");
  await account("a", "b#c");
  await account("a", "b%23c");
  expect(await db.count({ model: "account", where: [eq("userId", "u")] })).toBe(3);
});
