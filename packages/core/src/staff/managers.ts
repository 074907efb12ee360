/** Who in a firm answers for its settings: whom the product itself writes to. */
import { among, authUnit, is, MEMBER, USER } from "../auth-store/rows.ts";
import { can } from "../lib/permission.ts";
import { roleOf } from "./queries.ts";

/** Nobody mails a crowd: a firm has a handful of these. */
const MAX_MANAGERS = 20;

/** Name and address of those who may change settings. For work of ours; three requests. The tenant comes from a row being worked on. */
export async function managersOf(tenantId: string): Promise<{ name: string; email: string }[]> {
  const unit = authUnit();
  const members = await unit.find(MEMBER, [is("organizationId", tenantId)]);
  const ids = members.filter((row) => can(roleOf(row), "settings:manage")).map((row) => String(row.fields.userId));
  const users = ids.length === 0 ? [] : await unit.find(USER, [among("id", ids.slice(0, MAX_MANAGERS))]);
  return users.map(({ fields }) => ({ name: String(fields.name), email: String(fields.email) }));
}

/** Name and address of one person of the firm; null for one who is not in it (any more). Two requests. */
export async function colleague(tenantId: string, userId: string): Promise<{ name: string; email: string } | null> {
  const unit = authUnit();
  const members = await unit.find(MEMBER, [is("organizationId", tenantId), is("userId", userId)]);
  if (members.length === 0) return null;
  const [user] = await unit.find(USER, [is("id", userId)]);
  return user ? { name: String(user.fields.name), email: String(user.fields.email) } : null;
}
