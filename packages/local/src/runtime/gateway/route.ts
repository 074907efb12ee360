/** How an API Gateway HTTP API chooses a route: the most specific path, then a named method over ANY, then `$default`. */

/** A route of the template: `POST /api/webhooks/{provider}` or `$default`. */
export interface Route<Target> {
  key: string;
  target: Target;
}

interface RouteMatch<Target> {
  route: Route<Target>;
  /** Decoded values of `{name}` and `{name+}`. */
  pathParameters: Record<string, string>;
}

interface Compiled<Target> {
  route: Route<Target>;
  method: string;
  segments: string[];
}

export type Router<Target> = (method: string, path: string) => RouteMatch<Target> | undefined;

/** Compiles the routes once; the answer chooses among them for each request. */
export function createRouter<Target>(routes: Route<Target>[]): Router<Target> {
  const fallback = routes.find((route) => route.key === "$default");
  const compiled: Compiled<Target>[] = routes
    .filter((route) => route !== fallback)
    .map((route) => {
      const [method = "", path = ""] = route.key.split(" ");
      return { route, method, segments: split(path) };
    })
    .toSorted(bySpecificity);
  return (method, path) => {
    const segments = split(path);
    for (const candidate of compiled) {
      if (candidate.method !== "ANY" && candidate.method !== method) continue;
      const pathParameters = match(candidate.segments, segments);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

const split = (path: string): string[] => path.replace(/^\//, "").split("/");
const isGreedy = (segment: string): boolean => segment.endsWith("+}");
const isParameter = (segment: string): boolean => segment.startsWith("{");

/** Literal before parameter before greedy, segment by segment; the longer path first; ANY last. */
function bySpecificity(a: Compiled<unknown>, b: Compiled<unknown>): number {
  const rank = (segment: string | undefined): number =>
    segment === undefined ? 3 : isGreedy(segment) ? 2 : isParameter(segment) ? 1 : 0;
  for (let i = 0; i < Math.max(a.segments.length, b.segments.length); i += 1) {
    const difference = rank(a.segments[i]) - rank(b.segments[i]);
    if (difference !== 0) return difference;
  }
  return Number(a.method === "ANY") - Number(b.method === "ANY");
}

function match(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (isGreedy(part)) {
      const rest = segments.slice(index).join("/");
      if (!rest) return undefined;
      values[part.slice(1, -2)] = decode(rest);
      return values;
    }
    if (!segment && !(part === "" && segment === "")) return undefined;
    if (isParameter(part)) values[part.slice(1, -1)] = decode(segment ?? "");
    else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? values : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
