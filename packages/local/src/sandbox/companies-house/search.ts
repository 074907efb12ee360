/** `GET /search/companies`: every word must begin a word of the name, or be the number; 20 a page, nothing past 1,000. */
import { GENERATED, generatedAt } from "./data/generated.ts";
import { companyOf, written } from "./data/index.ts";
import { paging, type Query } from "./list.ts";
import { type CompanyRecord, oneLine } from "./record.ts";

/** The register's search answers 416 from here on. */
const SEARCH_DEPTH = 1000;

const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
const words = (text: string): string[] =>
  plain(text)
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);

const matches = (record: CompanyRecord, asked: readonly string[]): boolean => {
  const own = [...words(record.name), record.number];
  return asked.every((word) => own.some((candidate) => candidate.startsWith(word)));
};

/** Null when the page lies past the depth of the search. */
export function searchOf(query: Query): object | null {
  const q = query("q") ?? "";
  const { size, start } = paging(query, 20);
  if (start >= SEARCH_DEPTH) return null;
  const asked = words(q);
  const exact = companyOf(plain(q).trim());
  const named = asked.length === 0 ? [] : written.filter((record) => record !== exact && matches(record, asked));
  const found = [...(exact ? [exact] : []), ...named];
  // The made companies match only by their family name, all ten thousand of them.
  const made = asked.join(" ") === "SAMPLE TRADING" ? GENERATED : 0;
  const page = Array.from({ length: size }, (_, i) => start + i).flatMap((index) =>
    index < found.length
      ? (found[index] ?? [])
      : index - found.length < made
        ? (generatedAt(index - found.length) ?? [])
        : [],
  );
  return {
    kind: "search#companies",
    total_results: found.length + made,
    items_per_page: size,
    start_index: start,
    page_number: Math.floor(start / size) + 1,
    items: page.map(hit),
  };
}

const hit = (record: CompanyRecord): object => ({
  kind: "searchresults#company",
  title: record.name,
  company_number: record.number,
  company_status: record.status ?? "active",
  company_type: record.type,
  date_of_creation: record.created,
  ...(record.ceased ? { date_of_cessation: record.ceased } : {}),
  ...(record.office ? { address: record.office, address_snippet: oneLine(record.office) } : { address_snippet: "" }),
  description: `${record.number} - Incorporated on ${record.created}`,
  description_identifier: ["incorporated-on"],
  links: { self: `/company/${record.number}` },
});
