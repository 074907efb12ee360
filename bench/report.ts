/** What a part of the bench found, and how it is shown. */

export interface Part {
  name: string;
  /** What was measured and against what, in a sentence or two. */
  about: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  /** What was promised and did not hold, in words. Only counts, bytes and ratios of one run are promised. */
  broken: readonly string[];
  /** As measured, for `result.json`. */
  data: unknown;
}

/** The part as a Markdown table. */
export function toMarkdown({ name, about, heads, rows, broken }: Part): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [line(heads), line(heads.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)];
  const faults = broken.map((words) => `- **does not hold:** ${words}`);
  return [`## ${name}`, "", about, "", ...table, ...(faults.length > 0 ? ["", ...faults] : []), ""].join("\n");
}
