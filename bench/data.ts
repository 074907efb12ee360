/**
 * Reading: what pages of the staff app ask of the table in firms of three sizes. Requests and read units are counted inside the
 * SDK, so the machine changes nothing. The peer is the same firm at its smallest.
 */
import { actorFromCookies } from "@practice-hub/core/auth/session";
import { withActor } from "@practice-hub/core/lib/actor";
import { captureLog } from "@practice-hub/core/lib/log";
import { seedClients } from "../packages/core/src/client/testing/seed.ts";
import { createApp } from "../packages/functions/src/api/app.ts";
import { routes } from "../packages/functions/src/api/route/index.ts";
import { costOf } from "../packages/functions/src/testing/count.ts";
import { PAGES } from "../packages/functions/src/testing/pages.ts";
import { send } from "../packages/functions/src/testing/request.ts";
import { newFirm, staffOf } from "../packages/functions/src/testing/sign-in.ts";
import type { Part } from "./report.ts";

const SIZES = [10, 1000, 10_000] as const;
/** Rows at the end of a page may be larger in one firm than in another: half a unit more is no growth. */
const SLACK = 0.1;
const UNIT = 1;

/** Needs the world's variables in the environment. */
export async function data(): Promise<Part> {
  const release = captureLog(() => undefined);
  const app = createApp({ routes, identify: actorFromCookies });
  const firms: { cookie: string; id: string }[] = [];
  for (const size of SIZES) {
    const { actor, cookie } = await staffOf(await newFirm(), "owner");
    const [id = ""] = await withActor(actor, () => seedClients(size));
    firms.push({ cookie, id });
  }
  const found: { path: string; requests: number[]; readUnits: number[] }[] = [];
  for (const [path] of PAGES) {
    const costs = [];
    for (const { cookie, id } of firms)
      costs.push(
        await costOf(async () => {
          const { status } = await send(app, path.replace("{id}", id), { cookie });
          if (status !== 200) throw new Error(`${path} answered ${status}`);
        }),
      );
    found.push({
      path,
      requests: costs.map(({ commands }) => commands.length),
      readUnits: costs.map(({ readUnits }) => readUnits),
    });
  }
  release();
  return {
    name: "Reading",
    about: `Requests to the table and read units of a page, in firms of ${SIZES.map((size) => size.toLocaleString("en-GB")).join(", ")} clients.`,
    heads: ["page", "requests", "read units"],
    rows: found.map(({ path, requests, readUnits }) => [
      `\`${path}\``,
      requests.join(" / "),
      readUnits.map((units) => units.toFixed(1)).join(" / "),
    ]),
    broken: found.flatMap(({ path, requests, readUnits }) => [
      ...(new Set(requests).size === 1 ? [] : [`${path} asks more in a larger firm`]),
      ...(Math.max(...readUnits) <= (readUnits[0] ?? 0) * (1 + SLACK) + UNIT
        ? []
        : [`${path} reads more in a larger firm`]),
    ]),
    data: found,
  };
}
