/**
 * Child process: builds packages/web as its own `vite build` would, into a given folder, and writes down every source
 * file outside packages/web that went in (core's schemas). Arguments: web folder, output folder, list file.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { build } from "vite";

/** The first errors; what follows from them does not help. */
const MOST_CHARACTERS = 1500;

const [web = "", outDir = "", listFile = ""] = process.argv.slice(2);
const outside = new Set<string>();
process.chdir(web);
try {
  await build({
    root: web,
    logLevel: "silent",
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: "practice-hub:inputs",
        buildEnd() {
          for (const id of this.getModuleIds()) {
            const file = id.split("?")[0] ?? "";
            const inside = file.startsWith(web + path.sep);
            if (path.isAbsolute(file) && !inside && !file.includes(`${path.sep}node_modules${path.sep}`))
              outside.add(file);
          }
        },
      },
    ],
  });
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  process.stderr.write(stripVTControlCharacters(said).slice(0, MOST_CHARACTERS));
  process.exit(1);
}
writeFileSync(listFile, JSON.stringify([...outside].toSorted()));
