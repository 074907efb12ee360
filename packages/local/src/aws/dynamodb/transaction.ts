/**
 * TransactWriteItems and TransactGetItems, which dynalite lacks: all locks, then dynalite's own actions on an overlay,
 * then one atomic batch. No expression logic is copied.
 */
import { AwsError } from "../gate/aws-error.ts";
import { dynalite, parseRequest, runStock } from "./dynalite.ts";
import type { Change, Item, Parsed, Store } from "./dynalite.ts";
import { commit, locked } from "./lock.ts";
import type { Keys } from "./lock.ts";
import { EmptyIndexKey, overlay } from "./overlay.ts";
import type { TableView } from "./overlay.ts";
import { hashOf, rememberToken, wasDone } from "./token.ts";
import { viewOf } from "./write.ts";

const MAX_ITEMS = 100;
const MAX_BYTES = 4 * 1024 * 1024;

/** The stock operation that carries out each part of a transaction; a ConditionCheck is a delete that is thrown away. */
const OPERATION: Record<string, string> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "DeleteItem",
  Get: "GetItem",
};

type Part = { kind: string; operation: string; data: Parsed };
type Prepared = { parts: Part[]; keys: Keys; views: Map<string, TableView> };
type Reason = { Code: string; Message?: string; Item?: Item };

const invalid = (message: string): AwsError => new AwsError(400, "ValidationException", message);

export async function transactWrite(store: Store, body: Record<string, unknown>): Promise<object> {
  const token = typeof body["ClientRequestToken"] === "string" ? body["ClientRequestToken"] : undefined;
  const hash = hashOf(body["TransactItems"]);
  const { parts, keys, views } = await prepare(
    store,
    body["TransactItems"],
    new Set(["Put", "Update", "Delete", "ConditionCheck"]),
  );
  // A repeat has the same keys, so the check under their locks also waits for a first attempt still under way.
  return locked(store, keys, async () => {
    if (token !== undefined && (await wasDone(store, token, hash))) return {};
    const changes: Change[] = [];
    const reasons: Reason[] = [];
    for (const part of parts) reasons.push(await attempt(store, views, part, changes));
    if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
    limitSize(changes.flatMap((change) => (isItemPut(change) ? [change.value] : [])));
    if (token !== undefined) changes.push(rememberToken(token, hash));
    await commit(store, changes);
    return {};
  });
}

export async function transactGet(store: Store, body: Record<string, unknown>): Promise<object> {
  const { parts, keys } = await prepare(store, body["TransactItems"], new Set(["Get"]));
  return locked(store, keys, async () => {
    const found = await Promise.all(
      parts.map(async ({ data }) => (await runStock(store, "GetItem", data)) as { Item?: Item }),
    );
    limitSize(found.flatMap((answer) => (answer.Item === undefined ? [] : [answer.Item])));
    return { Responses: found.map(({ Item }) => (Item === undefined ? {} : { Item })) };
  });
}

async function prepare(store: Store, items: unknown, allowed: Set<string>): Promise<Prepared> {
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_ITEMS)
    throw invalid(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${MAX_ITEMS} and greater than or equal to 1`,
    );
  const prepared: Prepared = { parts: [], keys: new Map(), views: new Map() };
  for (const entry of items as Record<string, object>[]) {
    const [kind = "", ...more] = Object.keys(entry).filter((name) => entry[name] != null);
    const operation = OPERATION[kind];
    const body = entry[kind];
    if (more.length > 0 || operation === undefined || body === undefined || !allowed.has(kind))
      throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
    if (kind === "ConditionCheck" && !("ConditionExpression" in body))
      throw invalid("The expression can not be empty: ConditionExpression is required for a ConditionCheck");
    const data = parseRequest(store, operation, body);
    await addKey(store, prepared, data);
    prepared.parts.push({ kind, operation, data });
  }
  return prepared;
}

async function addKey(store: Store, { keys, views }: Prepared, data: Parsed): Promise<void> {
  const view = views.get(data.TableName) ?? (await viewOf(store, data.TableName));
  views.set(data.TableName, view);
  const source = data.Item ?? data.Key ?? {};
  const fault = data.Item ? dynalite.validateItem(source, view.table) : dynalite.validateKey(source, view.table);
  if (fault != null) throw invalid(fault.message);
  const key = dynalite.createKey(source, view.table);
  const wanted = keys.get(data.TableName) ?? new Set();
  if (wanted.has(key)) throw invalid("Transaction request cannot include multiple operations on one item");
  keys.set(data.TableName, wanted.add(key));
}

async function attempt(store: Store, views: Prepared["views"], part: Part, changes: Change[]): Promise<Reason> {
  try {
    await runStock(overlay(store, views, part.kind === "ConditionCheck" ? [] : changes), part.operation, part.data);
    return { Code: "None" };
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof EmptyIndexKey) throw error;
    const Code = error.code === "ConditionalCheckFailedException" ? "ConditionalCheckFailed" : "ValidationError";
    const Item = error.fields["Item"] as Item | undefined;
    return { Code, Message: error.message, ...(Item === undefined ? {} : { Item }) };
  }
}

function cancelled(reasons: Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new AwsError(
    400,
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

const isItemPut = (change: Change): change is { type: "put"; key: string; value: Item } =>
  change.type === "put" && change.key.startsWith("item-");

function limitSize(items: Item[]): void {
  const bytes = items.reduce((sum, item) => sum + dynalite.itemSize(item), 0);
  if (bytes > MAX_BYTES) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
}
