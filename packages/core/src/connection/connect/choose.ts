/** A consent that reached several organisations: which is the firm's? */
import { requireStaff } from "../../lib/actor.ts";
import { now } from "../../lib/clock.ts";
import { notFound } from "../../lib/error.ts";
import { xeroConfig } from "../../provider/xero/config.ts";
import { tenantOfOrganisation } from "../organisation.ts";
import type { OrganisationChoice } from "../schema.ts";
import { getIntegrationSettings } from "../settings.ts";
import { failed, toVisible } from "./error.ts";
import { keepChoice, readChoice, takeChoice } from "./kept.ts";
import { saveConnection } from "./save.ts";
import { dropUnused } from "./unused.ts";

/** What this person may choose from; empty when no choice waits. Two requests and one an organisation. */
export async function choices(): Promise<OrganisationChoice[]> {
  const actor = requireStaff("settings:manage");
  const [choice, row] = await Promise.all([readChoice(actor), getIntegrationSettings(actor.tenantId, "xero")]);
  return Promise.all(
    (choice?.organisations ?? []).map(async ({ connectionId, xeroTenantId, name }) => {
      const owner = await tenantOfOrganisation(xeroTenantId);
      const taken = owner !== null && owner !== actor.tenantId;
      const expected = !row || row.xeroTenantId === xeroTenantId;
      return { connectionId, name, refusal: taken ? "taken" : expected ? null : "wrong" };
    }),
  );
}

/** Connects the chosen one. A refusal keeps the choice. Errors: `xero.choice-gone`, and those of `saveConnection`. */
export async function choose(connectionId: string): Promise<void> {
  const actor = requireStaff("settings:manage");
  const choice = await takeChoice(actor);
  if (!choice) throw failed("xero.choice-gone");
  const chosen = choice.organisations.find((one) => one.connectionId === connectionId);
  const sinceS = Math.ceil((now() - choice.grantedAtMs) / 1000);
  try {
    if (!chosen) throw notFound("organisation");
    await saveConnection(actor, chosen, { ...choice.pair, expiresInS: choice.pair.expiresInS - sinceS });
  } catch (error) {
    await keepChoice(actor, choice);
    throw toVisible(error);
  }
  await dropUnused(xeroConfig(), choice.pair.accessToken, choice.organisations);
}
