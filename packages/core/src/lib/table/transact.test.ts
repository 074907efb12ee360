import { Entity } from "electrodb";
import { expect, it } from "vitest";
import { isoIn, withClock, now } from "../clock.ts";
import { VisibleError } from "../error.ts";
import { newId } from "../id.ts";
import { dueRows } from "./due.ts";
import { claimGuard, guardOwner, releaseGuard } from "./guard.ts";
import { mainKeys } from "./keys.ts";
import { electro } from "./table.ts";
import { transact, TransactionRefused, write } from "./transact.ts";

const Thing = new Entity(
  {
    model: { entity: "thing", version: "1", service: "test" },
    attributes: {
      tenantId: { type: "string", required: true },
      id: { type: "string", required: true },
      n: { type: "number", default: 0 },
    },
    indexes: {
      record: mainKeys("t#${tenantId}#thing", "${id}"),
    },
  },
  electro,
);
const taken = (owner: string) => new VisibleError("conflict", "thing.taken", "Taken.", { extra: { owner } });
const tenant = () => newId("firm");

it("writes everything or nothing", async () => {
  const tenantId = tenant();
  const guard = { tenantId, kind: "number", value: "1" };
  await transact([write(Thing.create({ tenantId, id: "a" })), claimGuard(guard, "a", taken)]);
  const second = transact([write(Thing.create({ tenantId, id: "b" })), claimGuard(guard, "b", taken)]);
  await expect(second).rejects.toMatchObject({ code: "thing.taken", options: { extra: { owner: "a" } } });
  expect((await Thing.get({ tenantId, id: "b" }).go()).data).toBeNull();
  expect(await guardOwner(guard)).toBe("a");
});

it("lets one of 20 callers take a value, whichever comes first", async () => {
  const tenantId = tenant();
  const guard = { tenantId, kind: "number", value: "1" };
  const claims = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      transact([write(Thing.create({ tenantId, id: `x${i}` })), claimGuard(guard, `x${i}`, taken)]),
    ),
  );
  expect(claims.filter((claim) => claim.status === "fulfilled")).toHaveLength(1);
  expect((await Thing.query.record({ tenantId }).go()).data).toHaveLength(1);
});

it("gives a value back only by its owner", async () => {
  const guard = { tenantId: tenant(), kind: "number", value: "1" };
  await transact([claimGuard(guard, "a", taken)]);
  await expect(transact([releaseGuard(guard, "b")])).rejects.toThrow(TransactionRefused);
  await transact([releaseGuard(guard, "a")]);
  expect(await guardOwner(guard)).toBeNull();
});

it("reports a refused condition as an error, never as a success", async () => {
  const tenantId = tenant();
  await transact([write(Thing.create({ tenantId, id: "a" }))]);
  await expect(transact([write(Thing.create({ tenantId, id: "a" }))])).rejects.toThrow(TransactionRefused);
  await expect(transact([write(Thing.patch({ tenantId, id: "missing" }).set({ n: 1 }))])).rejects.toThrow(
    TransactionRefused,
  );
});

it("finds what is due now, oldest first, and nothing of later", async () => {
  const queue = newId("queue");
  const Due = new Entity(
    {
      model: { entity: "due", version: "1", service: "test" },
      attributes: {
        tenantId: { type: "string", required: true },
        id: { type: "string", required: true },
        dueAt: { type: "string" },
        queue: { type: "string", required: true },
      },
      indexes: {
        record: mainKeys("t#${tenantId}#thing", "${id}"),
        due: {
          index: "gsi2",
          pk: { field: "gsi2pk", composite: ["queue"], template: "due#${queue}", casing: "none" },
          sk: { field: "gsi2sk", composite: ["dueAt", "id"], template: "${dueAt}#${id}", casing: "none" },
        },
      },
    },
    electro,
  );
  const tenantId = tenant();
  for (const [id, ms] of [
    ["late", 60_000],
    ["second", -1000],
    ["first", -5000],
  ] as const)
    await Due.put({ tenantId, id, queue, dueAt: isoIn(ms) }).go();
  expect((await dueRows(queue, 10)).map((row) => row.id)).toEqual(["first", "second"]);
  expect(await dueRows(queue, 1)).toHaveLength(1);
  const later = now() + 61_000;
  expect(
    await withClock(
      () => later,
      () => dueRows(queue, 10),
    ),
  ).toHaveLength(3);
});
