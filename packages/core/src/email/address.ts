/**
 * Addresses that mail does not reach, per firm: `pk = t#<tenant>#suppressed`, `sk = <sha256 of the lower-cased address>`.
 * The client's record and the worker read the same item, so nobody needs to be told.
 */
import { createHash } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../lib/actor.ts";
import { DAY_MS, now, nowIso } from "../lib/clock.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact, type TransactItem } from "../lib/table/transact.ts";
import { EmailAddress, NO_FIRM, type AddressState } from "./schema.ts";

const key = (tenantId: string, address: string) => ({
  pk: `t#${tenantId}#suppressed`,
  sk: createHash("sha256").update(address.trim().toLowerCase()).digest("hex"),
});

/** No firm's staff can allow an address that mail of signing in bounced from: its mark lapses, and who asks again is sent one. */
const LAPSES_MS = DAY_MS;
const hasLapsed = (tenantId: string, at: string): boolean =>
  tenantId === NO_FIRM && Date.parse(at) <= now() - LAPSES_MS;

/** Whether mail to an address arrives, as far as this firm has seen. One request. */
export async function addressState(tenantId: string, address: string): Promise<AddressState> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(tenantId, address), ConsistentRead: true }),
  );
  const emailId = String(Item?.emailId);
  for (const state of ["complained", "bounced"] as const) {
    const at: unknown = Item?.[`${state}At`];
    if (typeof at === "string" && !hasLapsed(tenantId, at)) return { state, at, emailId };
  }
  return { state: "ok" };
}

/** Marks an address; what was first seen stays, except of a mark that lapses. */
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
      UpdateExpression:
        tenantId === NO_FIRM
          ? "SET #at = :at, emailId = :email"
          : "SET #at = if_not_exists(#at, :at), emailId = if_not_exists(emailId, :email)",
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
