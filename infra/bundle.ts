/**
 * How a function becomes a bundle, said once: SST builds with `nodejs` when it deploys, the local runtime builds with
 * `buildOptions`. They must stay two spellings of one thing (a test compares what SST makes of `nodejs`).
 */
import type { BuildOptions } from "esbuild";

/**
 * SST's spelling. Splitting keeps lazy imports lazy; maps are shipped (`sourcemap: true`) so that a stack trace in a log
 * names our lines, and SST uploads none to its bootstrap bucket.
 */
export const nodejs = {
  format: "esm" as const,
  splitting: true,
  minify: true,
  sourcemap: true,
  // Fonts of our PDFs are part of the bundle: no path to get wrong.
  loader: { ".ttf": "dataurl" as const },
  // Libraries ship a development half behind this word (React doubles the mail worker with it); a bundle needs one.
  // xero-node asks for axios, and gets one function over fetch: half a megabyte less, and our own bounds.
  // pdf-lib's module build imports JSON in a way that SST's own esbuild (0.18) cannot read; its CommonJS build requires it.
  esbuild: {
    define: { "process.env.NODE_ENV": '"production"' },
    alias: {
      axios: "./packages/core/src/provider/xero/accounting/transport.ts",
      "@cantoo/pdf-lib": "./node_modules/@cantoo/pdf-lib/cjs/index.js",
    },
  },
};

/** SST's own banner: CommonJS packages inside an ES module need a `require` and a `__dirname`. */
const BANNER = [
  `import { createRequire as topLevelCreateRequire } from 'module';`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
  `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`,
  "",
].join("\n");

/**
 * The same for our esbuild, without entry point and output folder (`sst/runtime/handlers/node.js`). An entry
 * `src/auth/index.ts` comes out as `index.mjs`.
 */
export const buildOptions = {
  platform: "node",
  format: "esm",
  target: "esnext",
  mainFields: ["module", "main"],
  bundle: true,
  keepNames: true,
  splitting: nodejs.splitting,
  minify: nodejs.minify,
  sourcemap: nodejs.sourcemap,
  outExtension: { ".js": ".mjs" },
  loader: nodejs.loader,
  define: nodejs.esbuild.define,
  alias: nodejs.esbuild.alias,
  external: ["sharp", "pg-native"],
  banner: { js: BANNER },
} satisfies BuildOptions;
