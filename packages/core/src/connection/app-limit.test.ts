import { expect, it } from "vitest";
import { heldUntil } from "../lib/provider/permit/index.ts";
import { ownTable } from "../testing/own-table.ts";
import { heedApp } from "./limit.ts";

// The limit of the app holds for all firms: in the common table it would stop the other tests' calls too.
process.env.TABLE_NAME = await ownTable("xero-app");

it("background work waits, whosever it is, while little is left of what Xero gives all firms together", async () => {
  await heedApp({ status: 200, headers: new Headers({ "x-appminlimit-remaining": "5000" }) });
  expect(await heldUntil("xero-app")).toBe(0);
  await heedApp({ status: 200, headers: new Headers({ "x-appminlimit-remaining": "999" }) });
  expect(await heldUntil("xero-app")).toBeGreaterThan(Date.now());
});
