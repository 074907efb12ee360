/**
 * `npm test`: installs the browser and the PDF tools that tests need, runs every test, and closes with a plain count.
 * Arguments are passed to vitest: `npm test -- --project core packages/core/src/client`.
 * With `CI` set, a skipped test is a failure.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureChromium, ensurePoppler } from "./tools.ts";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

const root = path.resolve(import.meta.dirname, "..");
const reportFile = path.join(root, "node_modules/.cache/practice-hub/test-report.json");
mkdirSync(path.dirname(reportFile), { recursive: true });
rmSync(reportFile, { force: true });

const chromium = ensureChromium();
ensurePoppler();
const run = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, CHROMIUM_PATH: chromium } },
);

let report: Report | undefined;
try {
  report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
} catch {
  report = undefined;
}
if (!report) {
  process.stderr.write("practice-hub: the test run ended without a report\n");
  process.exit(run.status || 1);
}
const skipped = report.numPendingTests + report.numTodoTests;
process.stdout.write(
  `\n${report.numPassedTests} passed, ${report.numFailedTests} failed${skipped ? `, ${skipped} skipped` : ""}\n`,
);
if (process.env.CI && skipped > 0) {
  process.stderr.write("practice-hub: nothing may be skipped in CI\n");
  process.exit(1);
}
if (report.numPassedTests === 0) process.exit(1);
process.exit(run.status ?? 1);
