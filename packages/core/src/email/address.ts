/**
 * Addresses that mail does not reach, per firm: `pk = t#<tenant>#suppressed`, `sk = <sha256 of the lower-cased address>`.
 * The client's record and the worker read the same item, so nobody needs to be told.
 */
import { createHash } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact, type TransactItem } from "../lib/table/transact.ts";
import { EmailAddress, type AddressState } from "./schema.ts";

const key = (tenantId: string, address: string) => ({
  pk: `t#${tenantId}#suppressed`,
  sk: createHash("sha256").update(address.trim().toLowerCase()).digest("hex"),
});

/** Whether mail to an address arrives, as far as this firm has seen. One request. */
export async function addressState(tenantId: string, address: string): Promise<AddressState> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId, address), ConsistentRead: true }),
  );
  const emailId = String(Item?.emailId);
  if (typeof Item?.complainedAt === "string") return { state: "complained", at: Item.complainedAt, emailId };
  if (typeof Item?.bouncedAt === "string") return { state: "bounced", at: Item.bouncedAt, emailId };
  return { state: "ok" };
}

/** Marks an address; what was first seen stays. */
export const suppress = (
  tenantId: string,
  address: string,
  why: "bounced" | "complained",
  at: string,
  emailId: string,
): TransactItem => ({
  raw: {
    Update: {
      TableName: tableName(),
      Key: key(tenantId, address),
      UpdateExpression: "SET #at = if_not_exists(#at, :at), emailId = if_not_exists(emailId, :email)",
      ExpressionAttributeNames: { "#at": `${why}At` },
      ExpressionAttributeValues: { ":at": at, ":email": emailId },
    },
  },
});

/** Staff say that an address works again: the next mail is tried. The provider's own list is not touched. */
export async function allowAddress(address: string): Promise<{ address: string; allowedAt: string }> {
  const { tenantId } = requireStaff("email:send");
  const parsed = EmailAddress.parse(address);
  await transact([{ raw: { Delete: { TableName: tableName(), Key: key(tenantId, parsed) } } }]);
  return { address: parsed, allowedAt: nowIso() };
}
