import { build } from "esbuild";
import { expect, it } from "vitest";
import { assertSameOrigin } from "@practice-hub/core/auth/origin";
import { PortalAccess } from "@practice-hub/core/auth/portal-access";
import { actorFromCookies } from "@practice-hub/core/auth/session";
import { DAY_MS, now, withClock } from "@practice-hub/core/lib/clock";
import { documents } from "@practice-hub/core/lib/table/table";
import { disableUser } from "../../../core/src/auth/testing/table.ts";
import { Browser, newFirm } from "./testing/browser.ts";

/** How many requests reach the table while `run` runs. */
async function requests(run: () => Promise<unknown>): Promise<number> {
  let count = 0;
  documents.middlewareStack.add(
    (next) => (args) => {
      count += 1;
      return next(args);
    },
    { step: "build", name: "count" },
  );
  await run().finally(() => documents.middlewareStack.remove("count"));
  return count;
}

it("knows staff in two requests, and a cookie that we did not sign in none", async () => {
  const { owner } = await newFirm();
  expect(await requests(owner.staff)).toBe(2);
  const value = owner.cookies.get("better-auth.session_token") ?? "";
  for (const forged of ["", "x", `${value}x`, value.replace(/^./, "!"), encodeURIComponent("a.b"), "%E0%A4%A"])
    expect(
      await requests(async () =>
        expect(await actorFromCookies(`better-auth.session_token=${forged}`, "staff")).toBeNull(),
      ),
    ).toBe(0);
  expect(await actorFromCookies(undefined, "staff")).toBeNull();
});

it("reads the cookie under its secure name first, beside others and in quotes", async () => {
  const { owner } = await newFirm();
  const value = owner.cookies.get("better-auth.session_token") ?? "";
  for (const header of [
    `a=b; __Secure-better-auth.session_token=${value}; better-auth.session_token=forged.forged`,
    `better-auth.session_token="${value}"; x=1`,
  ])
    expect(await actorFromCookies(header, "staff")).not.toBeNull();
});

it("knows a portal user in two requests, in the firm that let them in last", async () => {
  const { owner } = await newFirm();
  const userId = String((await owner.staff())?.userId);
  await PortalAccess.grant({ tenantId: "firm_a", userId, clientId: "cli_1" });
  await PortalAccess.grant({ tenantId: "firm_b", userId, clientId: "cli_2" });
  await PortalAccess.grant({ tenantId: "firm_b", userId, clientId: "cli_3" });
  expect(await requests(owner.portal)).toBe(2);
  expect(await owner.portal()).toMatchObject({ tenantId: "firm_b", clientIds: ["cli_2", "cli_3"] });
  expect(await PortalAccess.list(userId)).toHaveLength(3);
});

it("knows nobody after seven days, and nobody who was disabled", async () => {
  const { owner } = await newFirm();
  const later = now() + 7 * DAY_MS + 1000;
  await withClock(
    () => later,
    async () => expect(await owner.staff()).toBeNull(),
  );
  const actor = await owner.staff();
  await disableUser(String(actor?.userId));
  expect(await owner.staff()).toBeNull();
  expect((await new Browser().signIn(String(actor?.email))).data.code).toBe("ACCOUNT_DISABLED");
});

it("takes unsafe requests from our own pages only", () => {
  const app = "https://hub.example";
  for (const origin of [
    undefined,
    "null",
    "https://evil.example",
    "https://hub.example.evil.example",
    "http://hub.example",
  ])
    expect(() => assertSameOrigin("POST", origin, app)).toThrow(/our own pages/);
  expect(() => assertSameOrigin("PATCH", app, `${app}/`)).not.toThrow();
  expect(() => assertSameOrigin("GET", undefined, app)).not.toThrow();
});

/** What a function that imports `entry` would ship, by package. */
async function bytesByPackage(entry: string): Promise<Map<string, number>> {
  const { metafile } = await build({
    stdin: { contents: `export * from "${entry}";`, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
  });
  const sizes = new Map<string, number>();
  for (const output of Object.values(metafile.outputs))
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? "ours";
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  return sizes;
}

it.each(["@practice-hub/core/auth/session", "@practice-hub/core/staff", "@practice-hub/core/firm"])(
  "ships no byte of Better Auth with %s",
  async (entry) => {
    const sizes = await bytesByPackage(entry);
    const foreign = [...sizes].filter(
      ([name, bytes]) => bytes > 0 && /better-auth|better-call|better-fetch|bcrypt|jose/.test(name),
    );
    expect(foreign).toEqual([]);
    expect(sizes.get("ours")).toBeGreaterThan(1000);
  },
);
