/**
 * Xero's `where`: the documented subset of its filter language. Comparisons of a path with a text, number, `true`, `null`,
 * `Guid("…")` or `DateTime(…)`; `.Contains`, `.StartsWith`, `.EndsWith`; AND, OR and brackets.
 */

export type Wire = Record<string, unknown>;
export type Test = (record: Wire) => boolean;

/** The filter is not one of the language; Xero answers 400 `QueryParseException`. */
export class QueryFault extends Error {
  override readonly name = "QueryFault";
}

const TOKEN =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<word>[A-Za-z][\w.]*)|(?<op>==|!=|>=|<=|&&|\|\||[<>=(),]))/y;
const MAX_TERMS = 200;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match || tokens.length > 8 * MAX_TERMS) throw new QueryFault(`unexpected text in the filter "${text}"`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

const MS_FORM = /^\/Date\((-?\d+)/;

export type Scalar = string | number | boolean | null;

/** A member by its path, a date as its milliseconds; null when it is not there or is no single value. */
export function valueAt(record: Wire, path: string): Scalar {
  const value = path
    .split(".")
    .reduce<unknown>((at, name) => (typeof at === "object" && at !== null ? (at as Wire)[name] : undefined), record);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  const ms = MS_FORM.exec(value)?.[1];
  return ms === undefined ? value : Number(ms);
}
/** The same as a text, in lower case: Xero does not tell cases apart. */
export const textAt = (record: Wire, path: string): string => String(valueAt(record, path) ?? "").toLowerCase();

export function parseWhere(text: string): Test {
  const tokens = tokensOf(text);
  let at = 0;
  const fault = (): QueryFault => new QueryFault(`the filter "${text}" cannot be read`);
  const peek = (): string => tokens[at] ?? "";
  const take = (expected?: string): string => {
    const token = tokens[at];
    at += 1;
    if (token === undefined || (expected !== undefined && token !== expected)) throw fault();
    return token;
  };

  const joined = (words: readonly string[], part: () => Test, all: boolean): Test => {
    const tests = [part()];
    while (words.includes(peek().toUpperCase())) {
      take();
      tests.push(part());
    }
    return (record) => (all ? tests.every((test) => test(record)) : tests.some((test) => test(record)));
  };
  const either = (): Test => joined(["OR", "||"], both, false);
  const both = (): Test => joined(["AND", "&&"], term, true);

  function term(): Test {
    if (peek() === "(") {
      take("(");
      const inner = either();
      take(")");
      return inner;
    }
    const path = take();
    if (!/^[A-Za-z]/.test(path)) throw fault();
    const method = /^(.+)\.(Contains|StartsWith|EndsWith)$/.exec(path);
    if (method?.[1] && method[2]) return called(method[1], method[2]);
    return compared(path, take());
  }

  function called(path: string, method: string): Test {
    take("(");
    const wanted = String(literal()).toLowerCase();
    take(")");
    return (record) => {
      const held = textAt(record, path);
      if (method === "Contains") return held.includes(wanted);
      return method === "StartsWith" ? held.startsWith(wanted) : held.endsWith(wanted);
    };
  }

  function compared(path: string, op: string): Test {
    if (!["==", "=", "!=", ">=", "<=", ">", "<"].includes(op)) throw fault();
    const wanted = literal();
    return (record) => {
      const held = valueAt(record, path);
      if (op === "==" || op === "=") return equal(held, wanted);
      if (op === "!=") return !equal(held, wanted);
      if (held === null || wanted === null || typeof held !== typeof wanted) return false;
      if (op === ">=") return held >= wanted;
      if (op === "<=") return held <= wanted;
      return op === ">" ? held > wanted : held < wanted;
    };
  }

  function literal(): Scalar {
    const token = take();
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll(/\\(.)/g, "$1");
    if (/^-?\d/.test(token)) return Number(token);
    if (/^(true|false)$/i.test(token)) return token.toLowerCase() === "true";
    if (token.toLowerCase() === "null") return null;
    if (!["Guid", "DateTime", "DateTime.Parse"].includes(token)) throw fault();
    take("(");
    const parts: Scalar[] = [literal()];
    while (peek() === ",") {
      take(",");
      parts.push(literal());
    }
    take(")");
    if (token === "Guid") return String(parts[0]);
    return token === "DateTime" ? instant(parts.map(Number)) : parsed(String(parts[0]));
  }

  function instant([year, month, day, hour = 0, minute = 0, second = 0]: number[]): number {
    const ms = Date.UTC(year ?? Number.NaN, (month ?? Number.NaN) - 1, day ?? Number.NaN, hour, minute, second);
    if (Number.isNaN(ms)) throw fault();
    return ms;
  }
  function parsed(date: string): number {
    const ms = Date.parse(/T/.test(date) ? `${date.replace(/Z$/, "")}Z` : `${date}T00:00:00Z`);
    if (Number.isNaN(ms)) throw fault();
    return ms;
  }

  const test = either();
  if (at !== tokens.length) throw fault();
  return test;
}

const equal = (held: Scalar, wanted: Scalar): boolean =>
  typeof held === "string" && typeof wanted === "string"
    ? held.toLowerCase() === wanted.toLowerCase()
    : held === wanted;
