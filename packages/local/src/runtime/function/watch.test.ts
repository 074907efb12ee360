import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildOptions } from "../../../../../infra/bundle.ts";
import { BundleFailed, createBundler, type Bundler } from "./bundle.ts";
import { FunctionPool } from "./pool.ts";
import { watchSources } from "./watch.ts";

let root: string;
let home: string;
let bundler: Bundler;
const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);

beforeEach(() => {
  root = mkdtempSync(path.join(realpathSync(tmpdir()), "practice-hub-watch-"));
  home = path.join(root, "cache");
  for (const folder of ["packages/core/src", "packages/functions/src", "infra"])
    mkdirSync(path.join(root, folder), { recursive: true });
  write("packages/core/src/word.ts", `export const word: string = "one";`);
  write("packages/core/src/lazy.ts", `export const lazy = "late";`);
  write(
    "packages/functions/src/index.ts",
    `import { word } from "../../core/src/word.ts";
     export const handler = async (event: { wait?: number }) => {
       await new Promise((resolve) => setTimeout(resolve, event.wait ?? 0));
       return { word, lazy: (await import("../../core/src/lazy.ts")).lazy };
     };`,
  );
  bundler = createBundler(
    { ...buildOptions, entryPoints: { index: path.join(root, "packages/functions/src/index.ts") } },
    home,
    root,
  );
});
afterEach(async () => {
  await bundler.close();
  rmSync(root, { recursive: true });
});

it("a bundle is the deployed one: one entry, lazy parts in chunks of their own, source maps beside", async () => {
  const { entry, inputs } = await bundler.build();
  const files = readdirSync(path.dirname(fileURLToPath(entry)));
  expect(path.basename(fileURLToPath(entry))).toBe("index.mjs");
  expect(files.filter((file) => file.endsWith(".mjs")).length).toBeGreaterThan(1);
  expect(files).toContain("index.mjs.map");
  expect(inputs).toContain(path.join(root, "packages/core/src/lazy.ts"));
});

it("a build of the same content is the same folder, and another one leaves the first in place", async () => {
  const first = await bundler.build();
  expect((await bundler.build()).entry).toBe(first.entry);
  write("packages/core/src/word.ts", `export const word: string = "two";`);
  const second = await bundler.build();
  expect(second.entry).not.toBe(first.entry);
  expect(existsSync(fileURLToPath(first.entry))).toBe(true);
});

it("a start builds nothing while no source changed, and builds again when one did", async () => {
  const again = () =>
    createBundler(
      { ...buildOptions, entryPoints: { index: path.join(root, "packages/functions/src/index.ts") } },
      home,
      root,
    );
  expect(again().known()).toBeUndefined();
  const built = await bundler.build();
  expect(again().known()?.entry).toBe(built.entry);
  write("packages/core/src/word.ts", `export const word: string = "longer";`);
  expect(again().known()).toBeUndefined();
  expect((await bundler.build()).entry).toBe(again().known()?.entry);
  expect(
    createBundler(
      { ...buildOptions, minify: false, entryPoints: { index: path.join(root, "packages/functions/src/index.ts") } },
      home,
      root,
    ).known(),
  ).toBeUndefined();
});

it("a build error names the file and the line", async () => {
  write("packages/core/src/word.ts", "export const word = ;");
  await expect(bundler.build()).rejects.toThrow(BundleFailed);
  await expect(bundler.build()).rejects.toThrow(/packages\/core\/src\/word\.ts:1:20: ERROR/);
});

it("a changed source is in the next invocation, a broken one is printed and changes nothing, infra asks for a restart", async () => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const bundle = await bundler.build();
  const spec = { name: "probe", exportName: "handler", env: {}, timeoutS: 5, memoryMb: 64, maxThreads: 1 };
  const pool = new FunctionPool({ spec, entry: bundle.entry, clock: null, print });
  const ask = async (event: object = {}) => {
    const outcome = await pool.invoke(event);
    return outcome.ok ? (JSON.parse(outcome.payload) as unknown) : outcome.error;
  };
  const stop = watchSources({ root, functions: [{ pool, bundler, bundle }], print });
  try {
    expect(await ask()).toEqual({ word: "one", lazy: "late" });
    const slow = ask({ wait: 600 });
    write("packages/core/src/word.ts", `export const word: string = "two";`);
    await expect.poll(() => lines.join("\n")).toContain("rebuilt probe in ");
    expect(await slow).toEqual({ word: "one", lazy: "late" });
    expect(await ask()).toEqual({ word: "two", lazy: "late" });

    write("packages/core/src/word.ts", "export const word = ;");
    await expect
      .poll(() => lines.join("\n"))
      .toMatch(/✗ probe does not build; the previous build stays\n.*word\.ts:1:20/s);
    expect(await ask()).toEqual({ word: "two", lazy: "late" });

    write("packages/core/src/word.ts", `export const word: string = "three";`);
    await expect.poll(ask).toEqual({ word: "three", lazy: "late" });

    write("infra/queues.ts", "export {}");
    await expect.poll(() => lines).toContain("infra/ changed: restart to use it");
  } finally {
    await stop();
    await pool.close(0);
  }
});
