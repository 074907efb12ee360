/** F64: the firm's choices about the connection. */
import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { transact, write } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { IntegrationRow } from "./entity.ts";
import { ConnectionUpdate } from "./schema.ts";
import { getIntegrationSettings } from "./settings.ts";

const passed = (): VisibleError =>
  new VisibleError(
    "conflict",
    "integration.version-conflict",
    "Somebody changed these settings meanwhile. Look at them again before you change them.",
  );

/** Changes the choices. Errors: `integration.not-found`, `integration.version-conflict`. */
export async function update(input: ConnectionUpdate): Promise<void> {
  const actor = requireStaff("settings:manage");
  const { version, autoSync } = ConnectionUpdate.parse(input);
  const row = await getIntegrationSettings(actor.tenantId, "xero");
  if (!row) throw notFound("integration");
  if (row.config.autoSync === autoSync) return;
  const patch = IntegrationRow.patch({ tenantId: actor.tenantId, integrationType: "xero" })
    .set({ config: { ...row.config, autoSync }, configVersion: version + 1, updatedAt: nowIso() })
    .where((attr, is) => is.eq(attr.configVersion, version));
  await transact([
    write(patch, passed),
    activity(
      {
        entityType: "integration",
        entityId: row.id,
        action: "integration.updated",
        summary: `Xero: automatic sync ${autoSync ? "on" : "off"}`,
      },
      actor,
    ),
  ]);
  if (autoSync) await nudgeLane(actor.tenantId);
}
