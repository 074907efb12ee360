/**
 * Uniqueness: a value that only one record may hold is a guard item, written in the same transaction as the record.
 * `pk = t#<tenant>#guard#<kind>`, `sk = <value>`; `owner` is the id of the record that holds it.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { VisibleError } from "../error.ts";
import { documents, tableName } from "./table.ts";
import type { TransactItem } from "./transact.ts";

export interface Guard {
  tenantId: string;
  /** What is unique: `company-number`, `client-code`. */
  kind: string;
  value: string;
}

const key = ({ tenantId, kind, value }: Guard) => ({ pk: `t#${tenantId}#guard#${kind}`, sk: value });

/** Takes the value for `owner`, or fails the transaction with the error `taken` makes. */
export const claimGuard = (guard: Guard, owner: string, taken: (owner: string) => VisibleError): TransactItem => ({
  raw: {
    Put: {
      TableName: tableName(),
      Item: { ...key(guard), owner },
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  },
  refused: (existing) => taken(existing?.owner?.S ?? ""),
});

/** Gives the value back; only its owner can. */
export const releaseGuard = (guard: Guard, owner: string): TransactItem => ({
  raw: {
    Delete: {
      TableName: tableName(),
      Key: key(guard),
      ConditionExpression: "#owner = :owner",
      ExpressionAttributeNames: { "#owner": "owner" },
      ExpressionAttributeValues: { ":owner": owner },
    },
  },
});

/** Who holds the value, read strongly; null when it is free. One request. */
export async function guardOwner(guard: Guard): Promise<string | null> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName(), Key: key(guard), ConsistentRead: true }),
  );
  return typeof Item?.owner === "string" ? Item.owner : null;
}
