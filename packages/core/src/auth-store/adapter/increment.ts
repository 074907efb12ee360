/**
 * A guarded change of one row in one request: the whole `where` goes into the condition, so the guard is judged by the
 * table at the moment of the write. Clauses the table cannot express (suffixes, case folding) become the row's version.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { CleanedWhere } from "better-auth/adapters";
import { nowIso } from "../../lib/clock.ts";
import { ROW_SK, type Model } from "./model.ts";
import type { Row, Store } from "./store.ts";
import type { Fields, Where } from "./where.ts";

/** Collects names and values of an expression. */
class Expression {
  readonly names: Record<string, string> = { "#row": "row", "#v": "v" };
  readonly values: Record<string, unknown> = {};
  path(column: string): string {
    const name = `#c${Object.keys(this.names).length}`;
    this.names[name] = column;
    return `#row.${name}`;
  }
  value(value: unknown): string {
    const name = `:v${Object.keys(this.values).length}`;
    this.values[name] = value instanceof Date ? value.toISOString() : value;
    return name;
  }
}

/** Whether the change can be made in place: it touches no key, and every counter has a number to count from. */
export const inPlace = (model: Model, row: Row, increment: Record<string, number>, set: Fields): boolean =>
  [...Object.keys(increment), ...Object.keys(set)].every((column) => !model.keyed.has(column)) &&
  Object.keys(increment).every((column) => typeof row.fields[column] === "number");

/** The row after the change, or null when the guard no longer holds for it. */
export async function incrementInPlace(
  store: Store,
  model: Model,
  row: Row,
  change: { where: Where; increment: Record<string, number>; set: Fields },
): Promise<Fields | null> {
  const expression = new Expression();
  const sets = [
    ...Object.entries(change.increment).map(([column, delta]) => {
      const path = expression.path(column);
      return `${path} = ${path} + ${expression.value(delta)}`;
    }),
    ...Object.entries(change.set).map(([column, value]) => `${expression.path(column)} = ${expression.value(value)}`),
    `#v = #v + ${expression.value(1)}`,
  ];
  const guard = condition(expression, change.where) ?? `#v = ${expression.value(row.version)}`;
  const alive = model.expiry === undefined ? [] : [`${expression.path(model.expiry)} > ${expression.value(nowIso())}`];
  try {
    const answer = await store.options.documents.send(
      new UpdateCommand({
        TableName: store.options.table(),
        Key: { pk: row.pk, sk: ROW_SK },
        UpdateExpression: `SET ${sets.join(", ")}`,
        // UpdateItem would create a row that is gone.
        ConditionExpression: ["attribute_exists(pk)", guard, ...alive].join(" AND "),
        ExpressionAttributeNames: expression.names,
        ExpressionAttributeValues: expression.values,
        ReturnValues: "ALL_NEW",
      }),
    );
    return (answer.Attributes?.row ?? {}) as Fields;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}

const ORDER: Partial<Record<string, string>> = { lt: "<", lte: "<=", gt: ">", gte: ">=" };

/** What the table can judge by itself. */
const expressible = ({ operator = "eq", value, mode }: CleanedWhere): boolean =>
  mode !== "insensitive" &&
  !Array.isArray(value) &&
  (operator === "eq" || operator === "ne" || (ORDER[operator] !== undefined && value !== null));

function condition(expression: Expression, where: Where): string | null {
  if (!where.every(expressible)) return null;
  const all: string[] = [];
  const any: string[] = [];
  for (const clause of where) {
    (clause.connector === "OR" ? any : all).push(clauseText(expression, clause));
  }
  return [...all, ...(any.length > 0 ? [`(${any.join(" OR ")})`] : [])].join(" AND ") || null;
}

function clauseText(expression: Expression, { field, operator = "eq", value }: CleanedWhere): string {
  const path = expression.path(field);
  const absent = (): string =>
    `(attribute_not_exists(${path}) OR attribute_type(${path}, ${expression.value("NULL")}))`;
  if (operator === "eq") return value === null ? absent() : `${path} = ${expression.value(value)}`;
  if (operator === "ne")
    return value === null
      ? `NOT ${absent()}`
      : `(attribute_not_exists(${path}) OR ${path} <> ${expression.value(value)})`;
  return `${path} ${ORDER[operator]} ${expression.value(value)}`;
}
