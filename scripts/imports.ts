/**
 * The walls of the house: which package may import which, and that no two domains import each other. Read from the import
 * statements themselves, because a wall that only a document knows is no wall.
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Arrow, circlesOfDomains, circlesOfFiles } from "./circles.ts";

const root = path.resolve(import.meta.dirname, "..");
const isTest = (file: string) => /\.test\.tsx?$|\/test\/|\/e2e\/|\/testing\//.test(file);

interface Wall {
  /** Files the rule is about. */
  from: RegExp;
  /** Imports it forbids: the specifier as written, or the path it resolves to. */
  forbids: RegExp;
  why: string;
}

const WALLS: Wall[] = [
  {
    from: /^packages\/core\//,
    forbids: /^(packages\/(functions|web|local)\/|infra\/|@practice-hub\/|hono)/,
    why: "core knows no HTTP door and nothing else of ours",
  },
  {
    from: /^packages\/functions\//,
    forbids: /^(packages\/(core|web|local)\/|infra\/|@practice-hub\/(web|local))/,
    why: "functions reach core only through its exports",
  },
  {
    from: /^packages\/web\//,
    forbids: /^(packages\/(core|functions|local)\/|infra\/|@practice-hub\/local)/,
    why: "the web sees core's schemas and the API's types only",
  },
  {
    from: /^packages\/web\//,
    forbids: /^@practice-hub\/core\/(?!.*schema$|lib\/permission$)/,
    why: "the web may import only schemas of core",
  },
  {
    from: /^packages\/local\//,
    forbids: /^(packages\/(core|functions|web)\/|@practice-hub\/)/,
    why: "the local runtime runs bundles and reads templates; it shares no code with what it runs",
  },
  { from: /^infra\//, forbids: /^(packages\/|@practice-hub\/)/, why: "infra is wiring only" },
  {
    from: /^packages\/(core|functions|web)\//,
    forbids: /^(aws-cdk-lib|sst)(\/|$)/,
    why: "handlers and the web hold nothing of SST or CDK",
  },
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)\s*import\s+"([^"]+)"/g;

const faults: string[] = [];
const arrows: Arrow[] = [];
const files = globSync("{infra,packages/*}/**/*.{ts,tsx}", {
  cwd: root,
  exclude: (name) => /node_modules|dist/.test(name),
});
for (const file of files) {
  if (isTest(file)) continue;
  for (const match of readFileSync(path.join(root, file), "utf8").matchAll(IMPORT)) {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    const target = specifier.startsWith(".") ? path.normalize(path.join(path.dirname(file), specifier)) : specifier;
    const inside = file.split("/").slice(0, 2).join("/");
    if (specifier.startsWith(".") && target.startsWith(`${inside}/`)) {
      arrows.push([file, target]);
      continue;
    }
    for (const wall of WALLS)
      if (wall.from.test(file) && wall.forbids.test(target)) faults.push(`${file} imports ${specifier}: ${wall.why}`);
  }
}
for (const circle of [...circlesOfFiles(arrows), ...circlesOfDomains(arrows)])
  faults.push(`in a circle: ${circle.join(" → ")}`);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${files.length} files checked\n`);
process.exit(faults.length > 0 ? 1 : 0);
