/** Companies House, in our words: what the register says of a company, its people, and who is registered by a name. */
import * as z from "zod";
import type { CompanyHit, Officer, Psc, PscStatement } from "../../company/schema.ts";
import { baseUrl, readConfig } from "../../lib/config.ts";
import { client, type ClientOptions, type Listed } from "./client.ts";
import { toHit, toOfficer, toProfile, toPsc, toStatement, type Profile } from "./map.ts";
import { listOf, WireHit, WireOfficer, WireProfile, WirePsc, WireStatement } from "./wire.ts";

export { OutOfTime, PROVIDER, type Listed } from "./client.ts";
export type { Profile } from "./map.ts";

/** Where the register is, and our key. Throws `ConfigError` naming what is missing. */
export function companiesHouseConfig(): { baseUrl: string; apiKey: string } {
  const config = readConfig({
    COMPANIES_HOUSE_BASE_URL: baseUrl().default("https://api.company-information.service.gov.uk"),
    COMPANIES_HOUSE_API_KEY: z.string().min(1),
  });
  return { baseUrl: config.COMPANIES_HOUSE_BASE_URL, apiKey: config.COMPANIES_HOUSE_API_KEY };
}

/** How many hits of one search the register gives out. */
export const MAX_HITS = 1000;

export interface Register {
  /** Null when there is no such company. One call. */
  profile(number: string): Promise<Profile | null>;
  /** All pages; nobody on record is an empty list. */
  officers(number: string): Promise<Listed<Officer>>;
  pscs(number: string): Promise<Listed<Psc>>;
  statements(number: string): Promise<Listed<PscStatement>>;
  /** One page of a search by name or number. One call. */
  search(q: string, startIndex: number, size: number): Promise<{ items: CompanyHit[]; total: number }>;
}

/** The register, for the time of one piece of work. `number` is one that `normaliseCompanyNumber` gave. Throws `ProviderError`. */
export function register(options: ClientOptions): Register {
  const { get, all } = client(options);
  const company = (number: string) => `/company/${encodeURIComponent(number)}`;
  const psc = (number: string) => `${company(number)}/persons-with-significant-control`;
  return {
    async profile(number) {
      const wire = await get({ operation: "profile", path: company(number), schema: WireProfile, absent: [404] });
      return wire && toProfile(wire);
    },
    async officers(number) {
      return mapped(await all("officers", `${company(number)}/officers`, WireOfficer), toOfficer);
    },
    async pscs(number) {
      return mapped(await all("pscs", psc(number), WirePsc), toPsc);
    },
    async statements(number) {
      return mapped(await all("psc-statements", `${psc(number)}-statements`, WireStatement), toStatement);
    },
    async search(q, startIndex, size) {
      const query = { q, items_per_page: size, start_index: startIndex };
      const schema = listOf(WireHit);
      const answer = await get({ operation: "search", path: "/search/companies", query, schema, absent: [404, 416] });
      return { items: (answer?.items ?? []).map(toHit), total: answer?.total_results ?? 0 };
    },
  };
}

const mapped = <W, T>(list: Listed<W>, map: (wire: W) => T): Listed<T> => ({ ...list, items: list.items.map(map) });
