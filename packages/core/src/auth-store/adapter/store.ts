/** Reads of the auth rows: strongly consistent, bounded, never a Scan unless the caller was built with that permission. */
import { setTimeout as wait } from "node:timers/promises";
import {
  BatchGetCommand,
  GetCommand,
  QueryCommand,
  ScanCommand,
  type DynamoDBDocumentClient,
} from "@aws-sdk/lib-dynamodb";
import { pointerKey, ROW_SK, type Model } from "./model.ts";
import type { Fields } from "./where.ts";

export interface Row {
  pk: string;
  fields: Fields;
  /** Counts writes: a write that depends on what was read names the version it saw. */
  version: number;
}

/** A query that would read more rows than any screen of ours shows. Truncating it would answer wrongly, so it throws. */
class TooManyRows extends Error {
  override readonly name = "TooManyRows";
}

export interface StoreOptions {
  documents: DynamoDBDocumentClient;
  table: () => string;
  prefix: string;
  /** Reads whole models by Scan: for test suites and one-off administration only. */
  allowScan: boolean;
  /** Treats rows past their end as present: only Better Auth's suite needs it, whose sessions end when they are made. */
  keepExpired: boolean;
}

const MAX_ROWS = 1000;
const KEYS_PER_BATCH = 100;
const MAX_BATCH_TRIES = 6;

export class Store {
  readonly options: StoreOptions;
  constructor(options: StoreOptions) {
    this.options = options;
  }

  /** The row that lives at `pk`; one request. */
  async home(pk: string): Promise<Row | null> {
    const item = await this.#get({ pk, sk: ROW_SK });
    return item ? toRow(item) : null;
  }

  /** The row that a pointer names; two requests. */
  async pointed(pk: string): Promise<Row | null> {
    const pointer = await this.#get(pointerKey(pk));
    return pointer ? this.home(String(pointer.at)) : null;
  }

  /** The homes that pointers name: one request per 100. */
  async pointers(pks: string[]): Promise<string[]> {
    const items = await this.#batch(pks.map(pointerKey));
    return items.map((item) => String(item.at));
  }

  /** Rows by home: one request per 100. */
  async homes(pks: string[]): Promise<Row[]> {
    const [only] = pks;
    if (only !== undefined && pks.length === 1) return [await this.home(only)].filter((row) => row !== null);
    return (await this.#batch([...new Set(pks)].map((pk) => ({ pk, sk: ROW_SK })))).map(toRow);
  }

  /** Every row with this value in an indexed column: one Query, then one read per 100 rows. */
  async edge(pk: string): Promise<Row[]> {
    const homes: string[] = [];
    let from: Fields | undefined;
    do {
      const answer = await this.options.documents.send(
        new QueryCommand({
          TableName: this.options.table(),
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      for (const item of answer.Items ?? []) homes.push(String(item.at));
      if (homes.length > MAX_ROWS) throw new TooManyRows(`auth: more than ${MAX_ROWS} rows under one key`);
      from = answer.LastEvaluatedKey;
    } while (from);
    return this.homes(homes);
  }

  /** All rows of a model, by Scan. Throws unless this store may. */
  async scan(model: Model, why: string): Promise<Row[]> {
    if (!this.options.allowScan) throw new Error(`auth: no bounded query for ${model.name} where ${why}`);
    const rows: Row[] = [];
    let from: Fields | undefined;
    do {
      const answer = await this.options.documents.send(
        new ScanCommand({
          TableName: this.options.table(),
          FilterExpression: "begins_with(pk, :prefix) AND sk = :row",
          ExpressionAttributeValues: { ":prefix": `${this.options.prefix}#${model.name}#`, ":row": ROW_SK },
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      rows.push(...(answer.Items ?? []).map(toRow));
      from = answer.LastEvaluatedKey;
    } while (from);
    return rows;
  }

  async #get(key: { pk: string; sk: string }): Promise<Fields | undefined> {
    const answer = await this.options.documents.send(
      new GetCommand({ TableName: this.options.table(), Key: key, ConsistentRead: true }),
    );
    return answer.Item;
  }

  async #batch(keys: { pk: string; sk: string }[]): Promise<Fields[]> {
    const found: Fields[] = [];
    for (let start = 0; start < keys.length; start += KEYS_PER_BATCH) {
      let left: Record<string, unknown>[] = keys.slice(start, start + KEYS_PER_BATCH);
      for (let attempt = 0; left.length > 0; attempt += 1) {
        if (attempt === MAX_BATCH_TRIES) throw new Error("auth: the table left keys unread");
        if (attempt > 0) await wait(25 * 2 ** attempt);
        const table = this.options.table();
        const answer = await this.options.documents.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
        );
        found.push(...(answer.Responses?.[table] ?? []));
        left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      }
    }
    return found;
  }
}

const toRow = (item: Fields): Row => ({
  pk: String(item.pk),
  fields: (item.row ?? {}) as Fields,
  version: Number(item.v),
});
