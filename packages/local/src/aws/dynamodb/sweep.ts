/** The deletion of expired items, one at a time and only if still expired under the item's lock. */
import { AwsError } from "../gate/aws-error.ts";
import { tableOf } from "./dynalite.ts";
import type { Item, Store } from "./dynalite.ts";
import { expired, tablesWithTtl, ttlAttribute } from "./expiry.ts";
import { writeItem } from "./write.ts";

const PAGE = 500;

/** Answers how many items were deleted. */
export async function sweepExpired(store: Store, nowS: number): Promise<number> {
  let deleted = 0;
  for (const table of await tablesWithTtl(store)) {
    for (;;) {
      const keys = await expired(store, table, nowS, PAGE);
      const outcomes = await Promise.all(keys.map((key) => deleteIfExpired(store, table, key, nowS)));
      const count = outcomes.filter(Boolean).length;
      deleted += count;
      if (count === 0) break;
    }
  }
  return deleted;
}

async function deleteIfExpired(store: Store, name: string, key: string, nowS: number): Promise<boolean> {
  const attribute = await ttlAttribute(store, name);
  const item = (await store.db.get(`item-${name}~${key}`)) as Item | undefined;
  if (attribute === undefined || item === undefined) return false;
  const { KeySchema } = await tableOf(store, name);
  try {
    await writeItem(store, "DeleteItem", {
      TableName: name,
      Key: Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]])),
      ConditionExpression: "#ttl < :now",
      ExpressionAttributeNames: { "#ttl": attribute },
      ExpressionAttributeValues: { ":now": { N: String(nowS) } },
    });
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ConditionalCheckFailedException") return false;
    throw error;
  }
}
