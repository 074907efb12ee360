/** Which clients of the firm an imported row may be: by company number, code, or name and address together. */
import { codeHolders } from "../unique/code.ts";
import { numberHolders } from "../unique/number.ts";
import { rowsById } from "./queries.ts";
import { rowsOfPhrases } from "./phrase.ts";
import { wholeName } from "./search.ts";

export interface Sought {
  name: string;
  companyNumber?: string | undefined;
  clientCode?: string | undefined;
  emails: readonly string[];
}

export interface Holder {
  by: "company-number" | "code" | "name-and-email";
  id: string;
  name: string;
  clientCode: string;
}

/**
 * For each of at most 100 rows the client that it may be, archived ones too; null when there is none. Three requests, and
 * those for the addresses (phrase.ts).
 */
export async function holders(tenantId: string, sought: readonly Sought[]): Promise<(Holder | null)[]> {
  const given = (values: (string | undefined)[]) => values.filter((value) => value !== undefined);
  const [numbers, codes, alike] = await Promise.all([
    numberHolders(tenantId, given(sought.map((one) => one.companyNumber))),
    codeHolders(tenantId, given(sought.map((one) => one.clientCode))),
    sameNameAndAddress(tenantId, sought),
  ]);
  const found = sought.map(({ companyNumber, clientCode }, at): Pick<Holder, "by" | "id"> | null => {
    const byNumber = companyNumber === undefined ? undefined : numbers.get(companyNumber);
    if (byNumber !== undefined) return { by: "company-number", id: byNumber };
    const byCode = clientCode === undefined ? undefined : codes.get(clientCode);
    if (byCode !== undefined) return { by: "code", id: byCode };
    const byBoth = alike.get(at);
    return byBoth === undefined ? null : { by: "name-and-email", id: byBoth };
  });
  const rows = await rowsById([...new Set(found.flatMap((one) => (one ? [one.id] : [])))]);
  const known = new Map(rows.map((row) => [row.id, row]));
  return found.map((one) => {
    const row = one && known.get(one.id);
    return one && { ...one, name: row?.name ?? "", clientCode: row?.clientCode ?? "" };
  });
}

/** Clients with the same words in their name and the same address, by the place of the row that looks for them. */
async function sameNameAndAddress(tenantId: string, sought: readonly Sought[]): Promise<Map<number, string>> {
  const rows = await rowsOfPhrases(tenantId, new Set(sought.flatMap(({ emails }) => emails)));
  const found = new Map<number, string>();
  sought.forEach(({ name, emails }, at) => {
    const whole = wholeName(name);
    const same = emails.flatMap((email) => rows.get(email) ?? []).find(({ phrases: [first] }) => first === whole);
    if (same) found.set(at, same.clientId);
  });
  return found;
}
