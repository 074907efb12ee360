import { actorFromCookies } from "@practice-hub/core/auth/session";
import { withActor } from "@practice-hub/core/lib/actor";
import { captureLog } from "@practice-hub/core/lib/log";
import { beforeAll, describe, expect, test } from "vitest";
import { seedClients } from "../../../core/src/client/testing/seed.ts";
import { costOf } from "../testing/count.ts";
import { PAGES } from "../testing/pages.ts";
import { newFirm, staffOf } from "../testing/sign-in.ts";
import { createApp } from "./app.ts";
import { send } from "../testing/request.ts";
import { routes } from "./route/index.ts";

const app = createApp({ routes, identify: actorFromCookies });
const FEW = 10;
const MANY = 5000;

async function aFirmWith(count: number): Promise<{ cookie: string; id: string }> {
  const { actor, cookie } = await staffOf(await newFirm(), "owner");
  const [id = ""] = await withActor(actor, () => seedClients(count));
  return { cookie, id };
}

let few: { cookie: string; id: string };
let many: { cookie: string; id: string };

beforeAll(async () => {
  captureLog(() => undefined);
  few = await aFirmWith(FEW);
  many = await aFirmWith(MANY);
});

describe("a page costs the same with 10 clients and with 5,000", () => {
  test.each(PAGES)("%s: at most %i requests, no scan, no more read", async (path, most) => {
    const visit = async ({ cookie, id }: { cookie: string; id: string }) => {
      let status = 0;
      const cost = await costOf(async () => {
        ({ status } = await send(app, path.replace("{id}", id), { cookie }));
      });
      expect(status).toBe(200);
      return cost;
    };
    const [small, large] = [await visit(few), await visit(many)];
    expect(large.commands.toSorted()).toEqual(small.commands.toSorted());
    expect(large.commands.length).toBeLessThanOrEqual(most);
    expect(large.commands).not.toContain("ScanCommand");
    expect(small.readUnits).toBeGreaterThan(0);
    expect(large.readUnits).toBeLessThanOrEqual(small.readUnits + 1);
  });

  test("the counts of the queue read a bounded part of it, and say when there is more", async () => {
    const visit = async ({ cookie }: { cookie: string }) => {
      let json: unknown;
      const cost = await costOf(async () => {
        ({ json } = await send(app, "/api/kyc/counts", { cookie }));
      });
      return { json, cost };
    };
    const [small, large] = [await visit(few), await visit(many)];
    expect(small.json).toMatchObject({ medium: { count: FEW, hasMore: false } });
    expect(large.json).toMatchObject({ medium: { count: 100, hasMore: true } });
    expect(large.cost.commands).toEqual(small.cost.commands);
    // A hundred rows of less than 1 KB.
    expect(large.cost.readUnits).toBeLessThanOrEqual(small.cost.readUnits + 15);
  });

  test("and every one of the 5,000 is on exactly one page of the list", async () => {
    const names: string[] = [];
    let cursor = "";
    do {
      const { json } = await send(app, `/api/clients?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, {
        cookie: many.cookie,
      });
      names.push(...(json.items as { name: string }[]).map(({ name }) => name));
      cursor = typeof json.nextCursor === "string" ? json.nextCursor : "";
    } while (cursor);
    expect(new Set(names).size).toBe(MANY);
    expect(names).toHaveLength(MANY);
    expect(names).toEqual(names.toSorted());
  });
});
