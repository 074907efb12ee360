/** The register's lists: officers, persons with significant control, their statements; paged as it pages them. */
import { type CompanyRecord, etagOf, type Officer } from "./record.ts";

export type Query = (name: string) => string | undefined;

/** `items_per_page` and `start_index`, with the provider's defaults and caps; nonsense counts as absent. */
export function paging(query: Query, standard: number): { size: number; start: number } {
  const number = (name: string, otherwise: number) => {
    const raw = query(name) ?? "";
    return /^\d{1,6}$/.test(raw) ? Number(raw) : otherwise;
  };
  return { size: Math.min(100, Math.max(1, number("items_per_page", standard))), start: number("start_index", 0) };
}

const idOf = (...parts: (string | undefined)[]): string => etagOf(parts).slice(0, 27);
const surnameOf = (officer: Officer): string => officer.name.split(",")[0] ?? "";
const appointed = (officer: Officer): string => officer.appointed_on ?? officer.appointed_before ?? "";

const ORDERS: Record<string, (a: Officer, b: Officer) => number> = {
  appointed_on: (a, b) => appointed(b).localeCompare(appointed(a)),
  resigned_on: (a, b) => (b.resigned_on ?? "").localeCompare(a.resigned_on ?? ""),
  surname: (a, b) => surnameOf(a).localeCompare(surnameOf(b)),
};
const servingFirst = (a: Officer, b: Officer): number =>
  Number(a.resigned_on !== undefined) - Number(b.resigned_on !== undefined) || (ORDERS.appointed_on?.(a, b) ?? 0);

/** `GET /company/{number}/officers`; 35 a page unless told, 100 at most. */
export function officersOf(record: CompanyRecord, query: Query): object {
  const all = record.officers ?? [];
  const listed = (query("filter") === "active" ? all.filter((one) => !one.resigned_on) : all).toSorted(
    ORDERS[query("order_by") ?? ""] ?? servingFirst,
  );
  const { size, start } = paging(query, 35);
  const resigned = all.filter((one) => one.resigned_on).length;
  const self = `/company/${record.number}`;
  return {
    kind: "officer-list",
    etag: etagOf(all),
    total_results: listed.length,
    active_count: all.length - resigned,
    resigned_count: resigned,
    inactive_count: 0,
    items_per_page: size,
    start_index: start,
    links: { self: `${self}/officers` },
    items: listed.slice(start, start + size).map((one) => ({
      ...one,
      links: {
        self: `${self}/appointments/${idOf(record.number, one.name, one.officer_role, appointed(one))}`,
        officer: { appointments: `/officers/${idOf(one.name, String(one.date_of_birth?.year))}/appointments` },
      },
    })),
  };
}

const PSC_PATHS: [string, string][] = [
  ["individual-beneficial-owner", "individual-beneficial-owner"],
  ["individual", "individual"],
  ["corporate-entity", "corporate-entity"],
  ["legal-person", "legal-person"],
  ["super-secure-beneficial-owner", "super-secure-beneficial-owner"],
  ["super-secure", "super-secure"],
];

/** `GET /company/{number}/persons-with-significant-control`; 25 a page unless told, 100 at most. */
export function pscsOf(record: CompanyRecord, query: Query): object {
  const all = record.pscs ?? [];
  const { size, start } = paging(query, 25);
  const ceased = all.filter((one) => one.ceased).length;
  const self = `/company/${record.number}/persons-with-significant-control`;
  return {
    items_per_page: size,
    start_index: start,
    total_results: all.length,
    active_count: all.length - ceased,
    ceased_count: ceased,
    links: { self },
    items: all.slice(start, start + size).map((one) => {
      const path = PSC_PATHS.find(([kind]) => one.kind.startsWith(kind))?.[1] ?? "individual";
      return {
        etag: etagOf(one),
        ...one,
        links: { self: `${self}/${path}/${idOf(record.number, one.kind, one.name)}` },
      };
    }),
  };
}

/** `GET /company/{number}/persons-with-significant-control-statements`. */
export function statementsOf(record: CompanyRecord, query: Query): object {
  const all = record.statements ?? [];
  const { size, start } = paging(query, 25);
  const self = `/company/${record.number}/persons-with-significant-control-statements`;
  return {
    items_per_page: size,
    start_index: start,
    total_results: all.length,
    active_count: all.filter((one) => !one.ceased_on).length,
    ceased_count: all.filter((one) => one.ceased_on).length,
    links: { self },
    items: all.slice(start, start + size).map((one) => ({
      etag: etagOf(one),
      kind: "persons-with-significant-control-statement",
      ...one,
      links: { self: `${self}/${idOf(record.number, one.statement)}` },
    })),
  };
}
