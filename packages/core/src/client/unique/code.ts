/** Client codes: `TES001`. A counter for each three letters proposes; the guard item of the transaction decides. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { VisibleError } from "../../lib/error.ts";
import { codePrefix } from "../../lib/text/name.ts";
import { claimGuard, guardOwners, releaseGuard } from "../../lib/table/guard.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import type { TransactItem } from "../../lib/table/transact.ts";

/** A code nobody was given yet, unless somebody typed it by hand. One request; numbers may be left out, never given twice. */
export async function nextCode(tenantId: string, name: string): Promise<string> {
  const [code = ""] = await nextCodes(tenantId, codePrefix(name), 1);
  return code;
}

/** The same for `count` clients whose names begin alike (`codePrefix`). One request. */
export async function nextCodes(tenantId: string, prefix: string, count: number): Promise<string[]> {
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName: tableName(),
      Key: { pk: `t#${tenantId}#client-code-counter`, sk: prefix },
      UpdateExpression: "ADD #last :count",
      ExpressionAttributeNames: { "#last": "last" },
      ExpressionAttributeValues: { ":count": count },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  const last = Number(Attributes?.last ?? count);
  return Array.from({ length: count }, (_, n) => `${prefix}${String(last - count + 1 + n).padStart(3, "0")}`);
}

/** Another client has the code. For a code made by us the command takes the next; for a typed one the person sees this. */
export class CodeTaken extends VisibleError {
  constructor() {
    super("conflict", "client.code-taken", "Another client already has this code. Choose another.", {
      fields: [{ path: "clientCode", message: "is already used" }],
    });
  }
}

const guard = (tenantId: string, value: string) => ({ tenantId, kind: "client-code", value });

export const claimCode = (tenantId: string, code: string, clientId: string): TransactItem =>
  claimGuard(guard(tenantId, code), clientId, () => new CodeTaken());

/** Which of these codes (at most 100) are taken, and by which client. One request. */
export const codeHolders = (tenantId: string, codes: readonly string[]): Promise<Map<string, string>> =>
  guardOwners({ tenantId, kind: "client-code" }, codes);

export const releaseCode = (tenantId: string, code: string, clientId: string): TransactItem =>
  releaseGuard(guard(tenantId, code), clientId);
