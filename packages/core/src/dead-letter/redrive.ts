/** Trying again what was given up: the nudge is sent to its queue, then the row goes. A crash in between only sends it twice. */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { requireStaff } from "../lib/actor.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { send } from "../lib/queue.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { rowsOf, toDeadLetter } from "./read.ts";
import { partitionOf, remove } from "./row.ts";
import type { DeadLetter, Redrive, Redriven } from "./schema.ts";

/** As many as one request takes. */
const MOST = 100;
const AT_ONCE = 10;

/**
 * At most a hundred, the longest waiting of each queue first. Errors: `dead-letter.not-found` for a record that was not given up,
 * `dead-letter.not-sent` when a queue does not take it; what was not sent stays.
 */
export async function redrive({ queue, id }: Redrive): Promise<Redriven> {
  const { tenantId } = requireStaff("settings:manage");
  if (queue !== undefined && id !== undefined) {
    await again(tenantId, await givenUp(tenantId, queue, id));
    return { redriven: 1, more: false };
  }
  const { rows, last } = await rowsOf(tenantId, { queue, limit: MOST });
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await Promise.all(rows.slice(from, from + AT_ONCE).map((row) => again(tenantId, row)));
  return { redriven: rows.length, more: last !== undefined };
}

async function again(tenantId: string, row: DeadLetter): Promise<void> {
  const nudge = { tenantId, id: row.id };
  try {
    await send(row.queue, nudge);
  } catch (cause) {
    throw new VisibleError(
      "unavailable",
      "dead-letter.not-sent",
      "The queue does not take it right now. What was not sent is still here. Try again in a minute.",
      { cause },
    );
  }
  await remove(tenantId, row);
}

async function givenUp(tenantId: string, queue: string, id: string): Promise<DeadLetter> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: tableName(),
      Key: { pk: partitionOf(tenantId), sk: `${queue}#${id}` },
      ConsistentRead: true,
    }),
  );
  // A row that only remembers a reason is not given up.
  if (!Item?.lastAt) throw notFound("dead-letter");
  return toDeadLetter(Item as Parameters<typeof toDeadLetter>[0]);
}
