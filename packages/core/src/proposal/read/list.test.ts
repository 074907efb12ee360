import { expect, test } from "vitest";
import { inFirm, noonOf, refusal } from "../../invoice/testing/fixture.ts";
import { tenantId, withActor } from "../../lib/actor.ts";
import { withClock } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { documents } from "../../lib/table/table.ts";
import { type ProposalItem, ProposalRow } from "../entity.ts";
import { Proposal } from "../index.ts";
import { PROPOSAL_STATES } from "../rule/state.ts";
import type { ProposalQuery, ProposalStatus } from "../schema.ts";
import { draft, person } from "../testing/fixture.ts";

let requests = 0;
documents.middlewareStack.add(
  (next) => (args) => {
    requests += 1;
    return next(args);
  },
  { step: "initialize", name: "count-requests" },
);
async function counted(run: () => Promise<unknown>): Promise<number> {
  const before = requests;
  await run();
  return requests - before;
}

/** Rows as the commands write them, of every state, valid until around 25 November 2026. */
async function seed(count: number): Promise<ProposalItem> {
  const { id } = await draft();
  const { data } = await ProposalRow.get({ tenantId: tenantId(), id }).go();
  if (!data) throw new Error("the draft is not there");
  const rows = Array.from({ length: count }, (_, n) => ({
    ...data,
    id: newId("pro"),
    number: `PROP-${n + 2}`,
    state: PROPOSAL_STATES[n % 6] ?? data.state,
    offeredVersion: n % 6 === 0 ? 0 : 1,
    validUntilOn: `2026-${n % 4 < 2 ? "11" : "12"}-${String(1 + (n % 28)).padStart(2, "0")}`,
  }));
  await ProposalRow.put(rows).go({ concurrency: 8 });
  return data;
}

const at = <T>(day: string, run: () => Promise<T>): Promise<T> => withClock(noonOf(day), run);

test("every list and the record cost the same number of requests with 10 proposals and with 5,000", async () => {
  const costs = [];
  for (const count of [10, 5000])
    costs.push(
      await inFirm(() =>
        at("2026-11-25", async () => {
          const { id, clientId } = await seed(count);
          const cost: Record<string, number> = {
            all: await counted(() => Proposal.list({ limit: 25 })),
            client: await counted(() => Proposal.list({ limit: 25, clientId })),
            record: await counted(() => Proposal.fromId(id)),
            portal: await withActor(person(clientId), () => counted(() => Proposal.listForPortal({ limit: 25 }))),
          };
          for (const status of PROPOSAL_STATES)
            cost[status] = await counted(() => Proposal.list({ limit: 25, status }));
          return cost;
        }),
      ),
    );
  expect(costs[1]).toEqual(costs[0]);
  expect(costs[0]).toEqual({
    all: 1,
    client: 1,
    record: 4,
    portal: 1,
    ...Object.fromEntries(PROPOSAL_STATES.map((status) => [status, status === "expired" ? 3 : 1])),
  });
});

async function everyNumber(query: Partial<ProposalQuery>): Promise<string[]> {
  const numbers: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await Proposal.list({ limit: 7, ...query, ...(cursor ? { cursor } : {}) });
    numbers.push(...page.items.map((proposal) => proposal.number));
    cursor = page.nextCursor;
  }
  return numbers;
}

test("each proposal is on exactly one status's list, whatever the day, and pages lose and repeat none", () =>
  inFirm(async () => {
    await at("2026-11-25", () => seed(42));
    for (const day of ["2026-11-01", "2026-11-25", "2027-01-01"])
      await at(day, async () => {
        const found: string[] = [];
        for (const status of PROPOSAL_STATES) {
          const { items } = await Proposal.list({ limit: 100, status });
          expect(items.every((one) => one.status === (status satisfies ProposalStatus))).toBe(true);
          expect(await everyNumber({ status })).toEqual(items.map((one) => one.number));
          found.push(...items.map((one) => one.number));
        }
        expect(found.toSorted()).toEqual((await everyNumber({})).toSorted());
        expect(new Set(found).size).toBe(43);
      });
    expect(await refusal(Proposal.list({ limit: 5, status: "expired", cursor: "nonsense" }))).toMatchObject({
      code: "cursor.invalid",
    });
  }));
