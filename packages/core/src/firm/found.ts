/** A firm comes into being when the address of the person who signed it up is proven, and exactly once. */
import { activity } from "../activity/index.ts";
import { again, authUnit, is, MEMBER, ORGANIZATION, USER } from "../auth-store/rows.ts";
import { nowIso } from "../lib/clock.ts";
import { newId, newUlid } from "../lib/id.ts";

/**
 * Makes the firm that the user named at sign-up, with the user as owner, unless that was done already. The wish is on the
 * user's row and is cleared in the transaction that makes the firm: of two requests at once, one makes it.
 */
export const found = (userId: string): Promise<void> =>
  again(async () => {
    const unit = authUnit();
    const [user] = await unit.find(USER, [is("id", userId)]);
    const name = user?.fields.firmName;
    if (!user || user.fields.emailVerified !== true || typeof name !== "string" || name === "") return;
    const createdAt = nowIso();
    const tenantId = newId("firm");
    unit.create(ORGANIZATION, { id: tenantId, name, slug: slugOf(name), logo: null, metadata: null, createdAt });
    unit.create(MEMBER, { id: newId("mem"), organizationId: tenantId, userId, role: "owner", createdAt });
    unit.update(USER, user, { firmName: null, updatedAt: createdAt });
    const owner = {
      kind: "staff",
      role: "owner",
      tenantId,
      userId,
      name: String(user.fields.name),
      email: String(user.fields.email),
    } as const;
    const entry = {
      entityType: "firm",
      entityId: tenantId,
      action: "firm.created",
      summary: `${name} signed up`,
    } as const;
    await unit.commit([activity(entry, owner)]);
  });

/** Readable, and unique whatever others are called. */
const slugOf = (name: string): string =>
  `${name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)}-${newUlid().toLowerCase()}`;
