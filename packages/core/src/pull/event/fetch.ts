/** Fetching changed records: one call per kind and forty of them, however many events told of them. */
import { callXero } from "../../connection/index.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { Xero, type XeroContact, type XeroInvoice } from "../../provider/xero/index.ts";
import { PullProblem } from "../outcome.ts";
import { MAX_IDS, type RecordKind } from "./collapse.ts";

/** Records read in this run, by kind and id: what a poll has just read is not fetched again. */
export class Fetched {
  readonly #records = new Map<string, XeroContact | XeroInvoice | null>();
  readonly #refused = new Set<string>();

  put(kind: RecordKind, record: XeroContact | XeroInvoice): void {
    this.#records.set(`${kind}#${record.id.toLowerCase()}`, record);
  }

  /** Null: Xero has no such record. Each is taken once: a later event means a later look. */
  take(kind: "contact", id: string): XeroContact | null;
  take(kind: "invoice", id: string): XeroInvoice | null;
  take(kind: RecordKind, id: string): XeroContact | XeroInvoice | null {
    const key = `${kind}#${id}`;
    if (this.#refused.delete(key)) throw new PullProblem("rejected", "Xero refuses to show this record.");
    const record = this.#records.get(key) ?? null;
    this.#records.delete(key);
    return record;
  }

  has(kind: RecordKind, id: string): boolean {
    return this.#records.has(`${kind}#${id}`);
  }

  /** Reads those that are not here yet. What Xero does not have stands here as null. */
  async read(tenantId: string, kind: RecordKind, ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.has(kind, id));
    for (let from = 0; from < missing.length; from += MAX_IDS)
      await this.#readSome(tenantId, kind, missing.slice(from, from + MAX_IDS));
  }

  /** Xero refuses a whole call for one id that it will not show: halves find which. */
  async #readSome(tenantId: string, kind: RecordKind, ids: readonly string[]): Promise<void> {
    try {
      const records = await callXero<(XeroContact | XeroInvoice)[]>(tenantId, "background", (access) =>
        kind === "contact" ? Xero.contactsByIds(access, ids) : Xero.invoicesByIds(access, ids),
      );
      for (const record of records) this.put(kind, record);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== "rejected") throw error;
      const [only] = ids;
      if (ids.length === 1 && error.details.status !== 404) this.#refused.add(`${kind}#${only}`);
      const half = Math.ceil(ids.length / 2);
      if (ids.length > 1) {
        await this.#readSome(tenantId, kind, ids.slice(0, half));
        await this.#readSome(tenantId, kind, ids.slice(half));
      }
    }
    for (const id of ids) if (!this.has(kind, id)) this.#records.set(`${kind}#${id}`, null);
  }
}
