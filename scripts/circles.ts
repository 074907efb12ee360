/** Circles of imports. Without them the house has floors: whoever reads a domain reads downwards, and never comes back. */

/** A file and another that it imports, both as paths from the root. */
export type Arrow = readonly [from: string, to: string];

/** Their folders are domains; `provider` is there for all of them. */
const DOMAINS = ["packages/core/src", "packages/web/src/features", "packages/local/src"];

/** Files that import each other, directly or by way of others: one way round for each that a search from the top finds. */
export const circlesOfFiles = (arrows: readonly Arrow[]): string[][] => circles(arrows);

/** Folders of domains that do. An adapter speaks in the shapes (`schema.ts`) of the domain that it serves: no arrow. */
export function circlesOfDomains(arrows: readonly Arrow[]): string[][] {
  const between = arrows.flatMap(([from, to]): Arrow[] => {
    const [a, b] = [domainOf(from), domainOf(to)];
    if (a === undefined || b === undefined || a === b) return [];
    if (a.endsWith("/provider") && to.endsWith("/schema.ts")) return [];
    return [[a, b]];
  });
  return circles(between);
}

function domainOf(file: string): string | undefined {
  const root = DOMAINS.find((folder) => file.startsWith(`${folder}/`));
  if (root === undefined) return undefined;
  const [domain, ...rest] = file.slice(root.length + 1).split("/");
  return rest.length === 0 ? undefined : `${root}/${domain}`;
}

function circles(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (at: string, way: string[]): void => {
    const begun = way.indexOf(at);
    if (begun >= 0) found.push([...way.slice(begun), at]);
    if (begun >= 0 || done.has(at)) return;
    for (const to of next.get(at) ?? []) walk(to, [...way, at]);
    done.add(at);
  };
  for (const from of next.keys()) walk(from, []);
  return found;
}
