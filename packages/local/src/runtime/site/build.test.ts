import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildSite, SiteBuildFailed } from "./build.ts";

let root: string;
let built: string[];
const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);
const build = () => buildSite({ root, cacheDir: path.join(root, "cache"), print: (line) => built.push(line) });
const script = (folder: string): string =>
  readdirSync(path.join(folder, "assets"))
    .map((file) => readFileSync(path.join(folder, "assets", file), "utf8"))
    .join("\n");

beforeEach(() => {
  root = mkdtempSync(path.join(realpathSync(tmpdir()), "practice-hub-web-"));
  built = [];
  for (const folder of ["packages/web/src", "packages/core/src"])
    mkdirSync(path.join(root, folder), { recursive: true });
  write("package-lock.json", "{}");
  write("packages/web/index.html", `<!doctype html><script type="module" src="/src/main.ts"></script>`);
  write(
    "packages/web/src/main.ts",
    `import { word } from "../../core/src/schema.ts"; document.title = "page " + word;`,
  );
  write("packages/core/src/schema.ts", `export const word = "one" as string;`);
});
afterEach(() => rmSync(root, { recursive: true }));

it("the site is built once, and again only when a source of its own or of core's changed", async () => {
  const first = await build();
  expect(script(first)).toContain("one");
  expect(await build()).toBe(first);
  expect(built).toHaveLength(1);

  write("packages/core/src/schema.ts", `export const word = "two" as string;`);
  const second = await build();
  expect(script(second)).toContain("two");
  write("packages/core/src/unused.ts", "export {};");
  write("packages/web/src/main.test.ts", "export {};");
  expect(await build()).toBe(second);
  write("packages/web/src/main.ts", `document.title = "three";`);
  expect(script(await build())).toContain("three");
  expect(built).toHaveLength(3);
});

it("a build that fails says which file and why, in plain text", async () => {
  write("packages/web/src/main.ts", `import "./gone.ts";`);
  const failure = await build().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SiteBuildFailed);
  const { message } = failure as SiteBuildFailed;
  expect(message).toMatch(/^packages\/web does not build:\n[^]*Could not resolve '\.\/gone\.ts' in src\/main\.ts/);
  expect(message).not.toContain("\u001b");
});
