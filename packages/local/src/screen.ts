/** The one screen that `npm start` prints when everything is up. */
import type { RuntimeInfo } from "./runtime/index.ts";

/** `dataDir` as a person would write it; `tookMs` is how long the start took. */
export function screen(info: RuntimeInfo, dataDir: string, tookMs: number): string {
  const { demo, sandbox, urls } = info;
  const rows: [string, string][] = [
    ["Open", urls.app],
    ...(demo
      ? ([
          ["Sign in", `${demo.staff.email}  ${demo.staff.password}   (${demo.firm})`],
          ["Portal", `${demo.portal.email}  ${demo.portal.password}`],
        ] satisfies [string, string][])
      : []),
    ...Object.entries(sandbox).map(([name, url], index): [string, string] => [
      index === 0 ? "Sandboxes" : "",
      `${url}  ${name}`,
    ]),
    ["Data", `${dataDir}  (PRACTICE_HUB_DATA=<folder> is another world)`],
    ["More", urls.local],
    ["Stop", "Ctrl-C"],
  ];
  const lines = rows.map(([label, text]) => `  ${label.padEnd(11)}${text}`);
  return ["", `Practice Hub is ready (${(tookMs / 1000).toFixed(1)} s)`, "", ...lines, ""].join("\n");
}
