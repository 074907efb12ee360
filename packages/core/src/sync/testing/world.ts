/** For tests of the sync: a Xero sandbox of this file's own, and firms that are connected with an organisation and set up. */
import { afterAll } from "vitest";
import { steadyId } from "../../../../local/src/sandbox/xero/book/chart.ts";
import { startXero } from "../../../../local/src/sandbox/xero/index.ts";
import { updateIntegrationConfig } from "../../connection/index.ts";
import { askSandbox, grantedWith } from "../../connection/testing/granted.ts";
import { aFirm } from "../../invoice/testing/fixture.ts";
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { now } from "../../lib/clock.ts";
import { type LaneOptions, runLane } from "../../lane/lane.ts";
import type { Mapping } from "../schema.ts";

const sandbox = await startXero({
  name: "xero",
  port: 0,
  dataDir: null,
  appUrl: process.env.APP_URL ?? "",
  log: () => undefined,
});
Object.assign(process.env, sandbox.env, sandbox.secrets);
afterAll(() => sandbox.close());

export const post = askSandbox;

/** What the organisation's books hold, under Xero's own names. */
export interface Books {
  /** How often each route was called, and how many calls a limit refused. */
  calls: Record<string, number>;
  limited: Record<string, number>;
  contacts: { ContactID: string; Name: string; ContactStatus: string; text: Record<string, string> }[];
  invoices: {
    InvoiceID: string;
    InvoiceNumber: string;
    Status: string;
    Total: number;
    AmountPaid: number;
    Url: string | null;
    LineItems: { LineItemID: string }[];
  }[];
  payments: { PaymentID: string; Reference: string; Status: string; Amount: number }[];
}

export async function books(organisation: string): Promise<Books> {
  const answer = await fetch(`${sandbox.url}/__state?organisation=${organisation}`);
  const { organisations } = (await answer.json()) as { organisations: Books[] };
  const [found] = organisations;
  if (!found) throw new Error("no such organisation");
  return found;
}

/** What a new organisation of the sandbox offers, chosen as a firm would. */
export const MAPPING: Mapping = {
  lines: {
    standard: { accountCode: "200", taxType: "OUTPUT2" },
    reduced: { accountCode: "200", taxType: "RROUTPUT" },
    zero: { accountCode: "200", taxType: "ZERORATEDOUTPUT" },
    exempt: { accountCode: "200", taxType: "EXEMPTOUTPUT" },
    none: { accountCode: "210", taxType: "NONE" },
  },
  invoiceStatus: "AUTHORISED",
};

export interface Firm {
  actor: StaffActor;
  tenantId: string;
  organisation: string;
  in: <T>(fn: () => Promise<T>) => Promise<T>;
  /** Runs the firm's lane once. */
  run: (options?: LaneOptions) => ReturnType<typeof runLane>;
  books: () => Promise<Books>;
}

interface FirmOptions {
  /** Its owner; otherwise one of a firm that has no record of its own. */
  actor?: StaffActor;
  organisation?: object;
  /** Leaves mapping and matching undone. */
  raw?: boolean;
  mapping?: Partial<Mapping>;
  autoSync?: boolean;
}

export async function aConnectedFirm(options: FirmOptions = {}): Promise<Firm> {
  const actor = options.actor ?? aFirm("owner");
  const { tenantId } = actor;
  const organisation = await withActor(actor, () => grantedWith(actor, options.organisation));
  if (!options.raw) await setUp(tenantId, bankOf(organisation), options);
  return {
    actor,
    tenantId,
    organisation,
    in: (fn) => withActor(actor, fn),
    run: (run) => withActor({ kind: "system", name: "test", tenantId }, () => runLane(tenantId, now() + 60_000, run)),
    books: () => books(organisation),
  };
}

const setUp = (tenantId: string, paymentAccountId: string, { mapping, autoSync = true }: FirmOptions) =>
  updateIntegrationConfig(tenantId, "xero", (config) => ({
    ...config,
    autoSync,
    mapping: { ...MAPPING, paymentAccountId, ...mapping },
    matchedAt: "2026-11-01T00:00:00.000Z",
  }));

/** The sandbox makes the same account ids for the same organisation every time. */
export const bankOf = (organisation: string): string => steadyId(organisation, "account", "090");
