/** Fails when a document names a file or folder of the project that is not there any more. */
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const documents = ["CONTRIBUTING.md", "README.md", ...globSync("docs/**/*.md", { cwd: root })];
/** In backticks, and beginning like a path of ours. */
const NAMED = /`((?:packages|infra|scripts|bench|docs|\.ci)\/[\w./$-]+|sst\.config\.ts|vitest\.config\.ts)`/g;

const missing = documents.flatMap((document) =>
  [...readFileSync(path.join(root, document), "utf8").matchAll(NAMED)]
    .map((match) => match[1] ?? "")
    .filter((named) => !existsSync(path.join(root, named)))
    .map((named) => `${document} names ${named}`),
);
for (const line of missing) process.stderr.write(`${line}, which does not exist\n`);
process.stdout.write(`${documents.length} documents checked\n`);
process.exit(missing.length > 0 ? 1 : 0);
