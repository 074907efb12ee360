import { defineConfig } from "vitest/config";

/**
 * Four projects. `core` runs against the embedded AWS and all sandboxes, started once for the run; each test makes a
 * tenant of its own. `infra` synthesizes. `local` starts its own servers. `e2e` boots the whole product.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "core",
          include: ["packages/core/src/**/*.test.{ts,tsx}", "packages/functions/src/**/*.test.ts"],
          globalSetup: "packages/local/src/testing/world.ts",
          setupFiles: "packages/local/src/testing/environment.ts",
          testTimeout: 20_000,
          hookTimeout: 30_000,
          maxWorkers: 2,
        },
      },
      {
        test: { name: "infra", include: ["infra/test/**/*.test.ts", "scripts/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 1 },
      },
      {
        test: { name: "local", include: ["packages/local/src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 },
      },
      {
        test: { name: "web", include: ["packages/web/src/**/*.test.{ts,tsx}"], testTimeout: 20_000 },
      },
      {
        test: { name: "e2e", include: ["packages/local/e2e/**/*.test.ts", "packages/web/e2e/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 180_000, fileParallelism: false, maxWorkers: 1 },
      },
    ],
  },
});
