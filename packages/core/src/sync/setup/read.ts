/** Whether a firm's push may run, and with which choices. */
import { getIntegrationSettings, type Priority } from "../../connection/index.ts";
import { appUrl } from "../../lib/app-url.ts";
import { VAT_RATES } from "../../invoice/rule/total.ts";
import type { Setup } from "../decide/setup.ts";
import { Mapping, type SetupState } from "../schema.ts";
import { chartOf } from "./chart.ts";

export interface FirmSync {
  state: SetupState;
  xeroTenantId: string;
  mapping: Mapping;
  /** Changes go to Xero by themselves; otherwise when somebody says so. */
  autoSync: boolean;
  /** Marks up to this instant were let go all at once; empty when never. */
  releasedAllAt: string;
}

const NO_MAPPING: Mapping = { lines: {}, invoiceStatus: "AUTHORISED" };

/** What is still to choose before the first push. */
export const isComplete = (mapping: Mapping): boolean =>
  mapping.paymentAccountId !== undefined &&
  VAT_RATES.every(
    (rate) => mapping.lines[rate]?.accountCode !== undefined && mapping.lines[rate].taxType !== undefined,
  );

/** The firm's choices and how far it is. One request. */
export async function firmSync(tenantId: string): Promise<FirmSync> {
  const row = await getIntegrationSettings(tenantId, "xero");
  const parsed = Mapping.safeParse(row?.config.mapping);
  const mapping = parsed.success ? parsed.data : NO_MAPPING;
  const state =
    row?.state !== "connected"
      ? "not-connected"
      : !isComplete(mapping)
        ? "mapping"
        : row.config.matchedAt === undefined
          ? "matching"
          : "ready";
  return {
    state,
    xeroTenantId: row?.xeroTenantId ?? "",
    mapping,
    autoSync: row?.config.autoSync ?? false,
    releasedAllAt: typeof row?.config.releasedAllAt === "string" ? row.config.releasedAllAt : "",
  };
}

/** Choices and lists for decisions. Throws what `callXero` throws when the lists have to be read. */
export async function setupOf(tenantId: string, firm: FirmSync, priority: Priority): Promise<Setup> {
  return {
    mapping: firm.mapping,
    chart: await chartOf(tenantId, firm.xeroTenantId, { priority }),
    appUrl: appUrl(),
  };
}
