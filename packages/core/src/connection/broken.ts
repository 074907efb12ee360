/**
 * A connection that broke without anybody of the firm ending it. The first to notice writes it down and mails those who can
 * mend it, in one transaction; everybody later finds the state and does nothing.
 */
import { activity } from "../activity/index.ts";
import { emailItems, nudgeEmail } from "../email/commands.ts";
import { Firm } from "../firm/index.ts";
import { appUrl } from "../lib/app-url.ts";
import { nowIso } from "../lib/clock.ts";
import { log } from "../lib/log.ts";
import { transact, TransactionRefused, write } from "../lib/table/transact.ts";
import { PROVIDER } from "../provider/xero/config.ts";
import { managersOf } from "../staff/managers.ts";
import { type IntegrationItem, IntegrationRow, KEYS_OF_CONNECTED } from "./entity.ts";

export type Broken = "reauth_required" | "disconnected";

/** Where a person mends it. */
export const XERO_SETTINGS_PATH = "/client-hub/settings/integrations/xero";

const SENTENCES: Readonly<Record<Broken, string>> = {
  reauth_required: "Xero no longer accepts our access. Somebody who may change settings needs to connect again.",
  disconnected: "The connection was ended inside Xero. Connect again to go on; nothing that was linked is lost.",
};

/**
 * Marks the connection whose pair was read as `row`, once. Nothing happens when it was renewed or ended meanwhile. `code` says
 * what told us, for the page and the log.
 */
export async function connectionBroke(row: IntegrationItem, state: Broken, code: string): Promise<void> {
  const { tenantId } = row;
  const [firm, managers] = await Promise.all([Firm.fromId(tenantId), managersOf(tenantId)]);
  const at = nowIso();
  const mails = managers.map(({ name, email }) =>
    emailItems({
      tenantId,
      to: email,
      template: "connection-broken",
      props: {
        name,
        firmName: firm.name,
        orgName: row.metadata.orgName,
        state,
        url: appUrl() + XERO_SETTINGS_PATH,
        at,
      },
    }),
  );
  const patch = IntegrationRow.patch({ tenantId, integrationType: "xero" })
    .set({
      state,
      syncStatus: "error",
      syncError: SENTENCES[state],
      brokenAt: at,
      brokenCode: code,
      updatedAt: at,
    })
    .remove([...KEYS_OF_CONNECTED])
    .where((attr, is) => `${is.eq(attr.state, "connected")} AND ${is.eq(attr.tokenVersion, row.tokenVersion)}`);
  const entry = activity(
    {
      entityType: "integration",
      entityId: row.id,
      action: state === "disconnected" ? "integration.disconnected" : "integration.reauth-required",
      summary: `Xero (${row.metadata.orgName}): ${SENTENCES[state]}`,
    },
    { kind: "provider", provider: PROVIDER, tenantId },
  );
  try {
    await transact([write(patch), entry, ...mails.flatMap(({ items }) => items)]);
  } catch (error) {
    if (error instanceof TransactionRefused) return;
    throw error;
  }
  log("warn", "connection broke", { provider: PROVIDER, tenantId, outcome: state, code });
  await Promise.all(mails.map(({ id }) => nudgeEmail(id, tenantId)));
}
