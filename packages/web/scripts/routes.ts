/** Writes src/routeTree.gen.ts, which the type check needs and no commit holds. `vite build` writes it too. */
import path from "node:path";
import { Generator, getConfig } from "@tanstack/router-generator";

const root = path.resolve(import.meta.dirname, "..");
const config = getConfig(
  {
    target: "react",
    routesDirectory: "src/routes",
    generatedRouteTree: "src/routeTree.gen.ts",
    autoCodeSplitting: true,
  },
  root,
);
await new Generator({ config, root }).run();
