/** Rows of the file that double a client of the firm, or an earlier row of the file. */
import { type Holder, holders, type Sought } from "../../client/index.ts";
import type { ClientCreate } from "../../client/schema.ts";
import { nameKey } from "../../lib/text/name.ts";
import type { ImportRowView } from "../schema.ts";

export interface Good {
  line: number;
  typed: ClientCreate;
}
type Double = NonNullable<ImportRowView["duplicateOf"]>;

const emailsOf = ({ email, contact }: ClientCreate): string[] =>
  [email, contact?.email].filter((one): one is string => typeof one === "string");

const soughtOf = ({ typed }: Good): Sought => ({
  name: typed.name ?? "",
  companyNumber: typed.companyNumber ?? undefined,
  clientCode: typed.clientCode,
  emails: emailsOf(typed),
});

const ofClient = ({ by, id, name, clientCode }: Holder): Double => ({
  by,
  clientId: id,
  label: name === "" ? "a client of your firm" : `${name} (${clientCode})`,
});

/** Remembers what the file had so far: at most 5,000 rows. */
export class Doubles {
  readonly #seen = new Map<string, number>();

  /** What each row doubles, null for most. Rows come in the order of the file, each once; at most 100 at a time. */
  async of(tenantId: string, rows: readonly Good[]): Promise<(Double | null)[]> {
    const found = await holders(tenantId, rows.map(soughtOf));
    return rows.map((row, at) => {
      const holder = found[at];
      const earlier = this.#earlier(row);
      if (holder && (holder.by !== "name-and-email" || !earlier)) return ofClient(holder);
      return earlier;
    });
  }

  #earlier({ line, typed }: Good): Double | null {
    const keys: [Double["by"], string][] = [
      ...(typed.companyNumber ? ([["company-number", typed.companyNumber]] as const) : []),
      ...(typed.clientCode ? ([["code", typed.clientCode]] as const) : []),
      ...emailsOf(typed).map((email) => ["name-and-email", `${nameKey(typed.name ?? "")} ${email}`] as const),
    ].map(([by, value]) => [by, `${by} ${value}`]);
    const hit = keys.find(([, key]) => this.#seen.has(key));
    const at = hit && this.#seen.get(hit[1]);
    for (const [, key] of keys) if (!this.#seen.has(key)) this.#seen.set(key, line);
    return hit ? { by: hit[0], clientId: null, label: `line ${at} of this file` } : null;
  }
}
