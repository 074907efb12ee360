/** `npm run verify`: everything a change must pass, cheapest first. `npm run check` stops before the tests. */
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const bin = (name: string) => path.join(root, "node_modules/.bin", name);

const STEPS: [what: string, file: string, args: string[]][] = [
  ["format", bin("oxfmt"), ["--check", "."]],
  ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]],
  ["imports", "scripts/imports.ts", []],
  ["types", bin("tsc"), ["-p", "tsconfig.json"]],
  ["routes", "packages/web/scripts/routes.ts", []],
  ["types of the web", bin("tsc"), ["-p", "packages/web"]],
  ["unused code and dependencies", bin("knip"), []],
  ["paths named in the documents", "scripts/paths.ts", []],
];
if (!process.argv.includes("--no-tests")) STEPS.push(["tests", "scripts/test.ts", []]);

for (const [what, file, args] of STEPS) {
  process.stdout.write(`\n== ${what}\n`);
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    process.stderr.write(`\npractice-hub: ${what} failed\n`);
    process.exit(status ?? 1);
  }
}
