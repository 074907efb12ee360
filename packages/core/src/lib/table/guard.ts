/**
 * Uniqueness: a value that only one record may hold is a guard item, written in the same transaction as the record.
 * `pk = t#<tenant>#guard#<kind>`, `sk = <value>`; `owner` is the id of the record that holds it.
 */
import { BatchGetCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
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

const MAX_BATCH = 100;
const MAX_ROUNDS = 5;

/** Owners of those of at most 100 values that are taken, read strongly. One request, more when DynamoDB leaves some over. */
export async function guardOwners(
  of: Pick<Guard, "tenantId" | "kind">,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (values.length > MAX_BATCH) throw new Error(`${values.length} guards at once; DynamoDB takes ${MAX_BATCH}`);
  const owners = new Map<string, string>();
  let Keys: Record<string, unknown>[] = [...new Set(values)].map((value) => key({ ...of, value }));
  for (let round = 1; Keys.length > 0; round += 1) {
    if (round > MAX_ROUNDS) throw new Error("guards: DynamoDB keeps leaving some over");
    const answer = await documents.send(
      new BatchGetCommand({ RequestItems: { [tableName()]: { Keys, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[tableName()] ?? []) owners.set(String(item.sk), String(item.owner));
    Keys = answer.UnprocessedKeys?.[tableName()]?.Keys ?? [];
  }
  return owners;
}
