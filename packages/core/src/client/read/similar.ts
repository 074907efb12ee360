/** "Is it this one?": shown while a new client is typed, so that nobody takes the same client on twice. */
import { requireStaff, tenantId } from "../../lib/actor.ts";
import { alike, distinctive } from "../../lib/text/name.ts";
import { normaliseCompanyNumber } from "../../company/schema.ts";
import type { ClientItem } from "../entity.ts";
import { numberHolder } from "../unique/number.ts";
import { rowsById } from "./queries.ts";
import type { SimilarClient, SimilarQuery } from "../schema.ts";
import { search } from "./search.ts";
import { toSummary } from "../rule/view.ts";

const MAX = 5;

/** Clients, archived ones too, with the same number, a like name or the same address; at most five, surest first. Four requests, rarely more. */
export async function similar(query: SimilarQuery): Promise<{ items: SimilarClient[] }> {
  requireStaff("client:read");
  const tenant = tenantId();
  const number = query.companyNumber ? normaliseCompanyNumber(query.companyNumber) : null;
  const { name = "", email } = query;
  const q = distinctive(name).join(" ");
  const [holder, byName, byEmail] = await Promise.all([
    number ? numberHolder(tenant, number) : null,
    q ? search(tenant, { q, limit: MAX, wants: ({ phrases: [whole = ""] }) => alike(whole, name) }) : null,
    email ? search(tenant, { q: email, limit: MAX, wants: ({ phrases }) => phrases.includes(email) }) : null,
  ]);
  const ids = [...(holder ? [holder] : []), ...(byEmail?.clientIds ?? []), ...(byName?.clientIds ?? [])];
  const rows = await rowsById([...new Set(ids)]);
  const found = rows.map((row) => ({ client: toSummary(row), because: because(row, query, number) }));
  return { items: found.filter((one) => one.because.length > 0).slice(0, MAX) };
}

const because = (row: ClientItem, query: SimilarQuery, number: string | null): SimilarClient["because"] => [
  ...(number !== null && row.companyNumber === number ? (["company-number"] as const) : []),
  ...(query.name !== undefined && alike(row.name, query.name) ? (["name"] as const) : []),
  ...(query.email !== undefined && (row.email === query.email || row.contactEmail === query.email)
    ? (["email"] as const)
    : []),
];
