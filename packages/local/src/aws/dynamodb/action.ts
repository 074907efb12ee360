/** Which IAM actions a DynamoDB request needs, by operation and resource. Source: Service Authorization Reference. */
import type { Action } from "../gate/principal.ts";
import type { JsonBody } from "../gate/json-service.ts";
import { indexArn, tableArn } from "../place.ts";

/** A transaction is granted part by part: it has no action of its own. */
const TRANSACT: Record<string, string> = {
  Put: "dynamodb:PutItem",
  Update: "dynamodb:UpdateItem",
  Delete: "dynamodb:DeleteItem",
  ConditionCheck: "dynamodb:ConditionCheckItem",
  Get: "dynamodb:GetItem",
};

export function dynamodbActions(operation: string, body: JsonBody): Action[] {
  switch (operation) {
    case "ListTables":
      return [{ action: "dynamodb:ListTables", arn: "*" }];
    case "TransactWriteItems":
    case "TransactGetItems":
      return transactActions(body["TransactItems"]);
    case "BatchGetItem":
    case "BatchWriteItem":
      return Object.keys(asObject(body["RequestItems"])).map((name) => ({
        action: `dynamodb:${operation}`,
        arn: arnOf(name),
      }));
    case "TagResource":
    case "UntagResource":
    case "ListTagsOfResource":
      return [{ action: `dynamodb:${operation}`, arn: text(body["ResourceArn"]) }];
    default: {
      const index = text(body["IndexName"]);
      const table = text(body["TableName"]);
      const arn = index === "" ? arnOf(table) : indexArn(table, index);
      return [{ action: `dynamodb:${operation}`, arn }];
    }
  }
}

function transactActions(items: unknown): Action[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((entry) =>
    Object.entries(asObject(entry)).map(([kind, part]) => ({
      action: TRANSACT[kind] ?? `dynamodb:${kind}`,
      arn: arnOf(text(asObject(part)["TableName"])),
    })),
  );
}

/** A table may be named by its ARN too. */
const arnOf = (table: string): string => (table.startsWith("arn:") ? table : tableArn(table));
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
