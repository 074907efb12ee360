/**
 * The order of test files. Vitest begins with the largest file of a project, which says little: a file of forty lines may kill a
 * worker thirty times, and begun last it leaves a core with nothing to do. These begin first.
 */
import { statSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take longer than ten seconds on two cores, about the longest first. Those that build functions wait until the
 * product of `e2e`, which boots at the beginning of a run, has built its own.
 */
const LONG = [
  "packages/local/e2e/pages.test.ts",
  "packages/local/e2e/invoice.test.ts",
  "packages/local/e2e/crash.test.ts",
  "packages/local/e2e/onboarding.test.ts",
  "packages/core/src/provider/resend/resend.test.ts",
  "packages/core/src/auth-store/adapter/adapter-suite.test.ts",
  "packages/core/src/sync/crash.test.ts",
  "infra/test/bundle.test.ts",
  "infra/test/assembly.test.ts",
  "packages/core/src/company/limit.test.ts",
  "packages/core/src/sync/fault.test.ts",
  "packages/functions/src/worker/killed.test.ts",
  "packages/functions/src/worker/sync-killed.test.ts",
  "packages/core/src/company/process.test.ts",
  "packages/functions/src/api/security.test.ts",
  "packages/local/src/runtime/boot.test.ts",
];

const place = ({ moduleId }: TestSpecification): number => {
  const found = LONG.findIndex((file) => moduleId.endsWith(file));
  return found === -1 ? LONG.length : found;
};
const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
const size = ({ moduleId }: TestSpecification): number => statSync(moduleId).size;

/** By group, then the long ones, then a project after the other, the largest file first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (a, b) =>
        group(a) - group(b) || place(a) - place(b) || a.project.name.localeCompare(b.project.name) || size(b) - size(a),
    );
  }
}
