import { beforeAll, describe, expect, it } from "vitest";
import { buildOptions } from "../bundle.ts";
import { FUNCTION_ROWS } from "../functions.ts";
import type { BundleReport } from "./bundle-run.ts";
import { runScript } from "./child.ts";

let report: BundleReport;
beforeAll(async () => {
  report = await runScript<BundleReport>("infra/test/bundle-run.ts");
});

describe("what `sst deploy` would upload", () => {
  it.each(FUNCTION_ROWS.map(([name]) => name))("%s loads and exports its handler", (name) => {
    expect(report.functions.find((fn) => fn.name === name)).toMatchObject({ loaded: "function" });
  });

  it("is built with the options the local runtime builds with", () => {
    const {
      entryPoints: _entry,
      outdir: _outdir,
      outfile: _outfile,
      metafile: _metafile,
      logLevel: _level,
      ...deployed
    } = report.options;
    const defined = Object.fromEntries(
      Object.entries(deployed).filter(([, value]) => value !== null && value !== undefined),
    );
    expect(defined).toEqual(JSON.parse(JSON.stringify(buildOptions)));
  });

  it("has asset manifests that the deploy tool can read", () => {
    expect(report.manifests).toHaveLength(4);
  });

  it("has a site whose page runs under its own content security policy: no script stands in it", () => {
    const scripts = report.page.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toMatch(/ src="\/[^"]+"/);
    expect(report.page).not.toMatch(/ on[a-z]+=/);
  });
});
