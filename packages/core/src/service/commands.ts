import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { formatPence } from "../lib/text/money.ts";
import { nameKey } from "../lib/text/name.ts";
import { present } from "../lib/table/present.ts";
import { rowChange } from "../lib/table/row-change.ts";
import { transact, write } from "../lib/table/transact.ts";
import { type ServiceItem, ServiceRow } from "./entity.ts";
import { load, toService } from "./queries.ts";
import {
  type Service,
  ServiceCreate,
  type ServiceCreateInput,
  ServiceUpdate,
  type ServiceUpdateInput,
} from "./schema.ts";

/** Adds a service to the catalogue. */
export async function create(input: ServiceCreateInput): Promise<Service> {
  const { tenantId } = requireStaff("settings:manage");
  const { description, ...typed } = ServiceCreate.parse(input);
  const at = nowIso();
  const row: ServiceItem = {
    ...typed,
    ...(description ? { description } : {}),
    tenantId,
    id: newId("svc"),
    shelf: "current",
    nameKey: nameKey(typed.name),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const answer = toService(row);
  await transact([
    write(ServiceRow.create(row)),
    activity({
      entityType: "service",
      entityId: row.id,
      action: "service.created",
      summary: `Service ${row.name} added at ${formatPence(row.unitPricePence)}`,
    }),
    ...settled(answer),
  ]);
  return answer;
}

const FIXED = new Set(["tenantId", "id", "createdAt"]);

/** Changes a service, or takes it off offer. Proposals made before keep what they copied. Error: `service.version-conflict` (with `current`). */
export async function update(id: string, input: ServiceUpdateInput): Promise<Service> {
  const { tenantId } = requireStaff("settings:manage");
  const { version, archived, description, ...given } = ServiceUpdate.parse(input);
  const before = await load(id);
  const passed = (now: ServiceItem) =>
    new VisibleError("conflict", "service.version-conflict", "Somebody else changed this service in the meantime.", {
      extra: { current: toService(now) },
    });
  if (before.version !== version) throw passed(before);
  const { description: kept, ...rest } = before;
  const named = description === undefined ? kept : (description ?? undefined);
  const row: ServiceItem = {
    ...rest,
    ...present(given),
    ...(named ? { description: named } : {}),
    shelf: archived === undefined ? before.shelf : archived ? "archived" : "current",
    nameKey: nameKey(given.name ?? before.name),
    version: version + 1,
    updatedAt: nowIso(),
  };
  const answer = toService(row);
  const { set, gone } = rowChange(before, row, FIXED);
  const patch = ServiceRow.patch({ tenantId, id }).set(set);
  const saved = gone.includes("description") ? patch.remove(["description"]) : patch;
  await transact([
    write(
      saved.where((item, is) => is.eq(item.version, version)),
      () => passed(before),
    ),
    activity({
      entityType: "service",
      entityId: id,
      action: "service.updated",
      summary: `Service ${row.name} ${archived === true ? "archived" : archived === false ? "offered again" : "changed"}`,
      changes: differences(before, row),
    }),
    ...settled(answer),
  ]);
  return answer;
}

const SHOWN = ["name", "description", "price", "billing", "vatRate"] as const;

function differences(before: ServiceItem, after: ServiceItem) {
  const shown = (row: ServiceItem, field: (typeof SHOWN)[number]) =>
    field === "price" ? formatPence(row.unitPricePence) : (row[field] ?? null);
  return SHOWN.map((field) => ({ field, before: shown(before, field), after: shown(after, field) })).filter(
    (change) => change.before !== change.after,
  );
}
