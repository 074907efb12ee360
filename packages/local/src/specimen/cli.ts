/** Writes the specimens into a folder, for trying the reading by hand: `node packages/local/src/specimen/cli.ts <folder>`. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { COLLECTION, describe } from "./collection.ts";
import { specimen } from "./index.ts";

const [, , folder] = process.argv;
if (folder === undefined) {
  process.stderr.write("usage: node packages/local/src/specimen/cli.ts <folder>\n");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const wanted of COLLECTION) {
  const { name, body } = await specimen(wanted);
  writeFileSync(path.join(folder, name), body);
  process.stdout.write(`${name}\t${describe(wanted)}\n`);
}
