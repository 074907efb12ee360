import { requireStaff, tenantId } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { type Page, readPage } from "../lib/page.ts";
import { type ServiceItem, ServiceRow } from "./entity.ts";
import type { Service, ServiceQuery } from "./schema.ts";

export const toService = (row: ServiceItem): Service => ({
  id: row.id,
  name: row.name,
  description: row.description ?? null,
  unitPricePence: row.unitPricePence,
  billing: row.billing,
  vatRate: row.vatRate,
  archived: row.shelf === "archived",
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

/** The services on offer by name, or the archived ones. One request. */
export async function list({ archived, limit, cursor }: ServiceQuery): Promise<Page<Service>> {
  requireStaff("proposal:read");
  const shelf = archived === "true" ? "archived" : "current";
  const rows = ServiceRow.query.byName({ tenantId: tenantId(), shelf });
  const page = await readPage(() => rows.go({ limit, cursor: cursor ?? null }));
  return { ...page, items: page.items.map(toService) };
}

/** One service, read strongly; another firm's is 404. */
export async function load(id: string): Promise<ServiceItem> {
  const { data } = await ServiceRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("service");
  return data;
}
