import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vitest/config";
import { LongestFirst } from "./scripts/longest-first.ts";

const CORES = 2;
/** Two more: tests of retries, limits and passwords wait a third of their time. */
const WORKERS = CORES + 2;

/** Fonts as the bundles have them (`loader` in infra/bundle.ts): a data URL. */
const fonts: Plugin = {
  name: "fonts",
  enforce: "pre",
  load: (id) => (id.endsWith(".ttf") ? `export default "data:font/ttf;base64,${readFileSync(id, "base64")}"` : null),
};

/** No test comes near these: on a busy machine all of them are slow, and only one that hangs shall end. */
const BOUNDS = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 20_000 } } };

/** All but `e2e` run side by side, so that no core waits for the last file of a project. */
const TOGETHER = { maxWorkers: WORKERS, sequence: { groupOrder: 0 } };

/**
 * `core` runs against the embedded AWS and all sandboxes, started once for the run; each test makes a tenant of its own.
 * `infra` synthesizes. `local` starts its own servers. `web`'s files keep nothing, so they share a process. `e2e` shares one
 * whole product and runs when nothing else does.
 */
export default defineConfig({
  test: {
    silent: "passed-only",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [fonts],
        test: {
          name: "core",
          include: ["packages/core/src/**/*.test.{ts,tsx}", "packages/functions/src/**/*.test.ts"],
          globalSetup: "packages/local/src/testing/world.ts",
          setupFiles: "packages/local/src/testing/environment.ts",
          ...BOUNDS,
          ...TOGETHER,
        },
      },
      {
        test: {
          name: "infra",
          include: ["infra/test/**/*.test.ts", "scripts/**/*.test.ts"],
          ...BOUNDS,
          ...TOGETHER,
        },
      },
      {
        test: {
          name: "local",
          include: ["packages/local/src/**/*.test.ts"],
          ...BOUNDS,
          ...TOGETHER,
        },
      },
      {
        test: {
          name: "web",
          include: ["packages/web/src/**/*.test.{ts,tsx}"],
          ...BOUNDS,
          isolate: false,
          ...TOGETHER,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["packages/local/e2e/**/*.test.ts"],
          globalSetup: "packages/local/e2e/world.ts",
          ...BOUNDS,
          maxWorkers: CORES,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
