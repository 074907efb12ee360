/** For tests: thousands of clients as `Client.create` writes them, but in batches. */
import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { activity } from "../../activity/index.ts";
import { useActor } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { nameKey } from "../../lib/text/name.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { write } from "../../lib/table/transact.ts";
import { CaseRow } from "../../case/entity.ts";
import { freshCase } from "../../case/open.ts";
import { type ClientItem, ClientRow } from "../entity.ts";
import { searchItems } from "../read/search.ts";

const PER_BATCH = 25;
const LANES = 8;

/** `count` clients of the actor's firm, `Cedar 00001` and so on, each with its search rows, audit row and a case to decide. Answers their ids. */
export async function seedClients(count: number): Promise<string[]> {
  const { tenantId = "" } = useActor();
  const at = nowIso();
  const rows = Array.from({ length: count }, (_, n): ClientItem => {
    const name = `Cedar ${String(n + 1).padStart(5, "0")}`;
    return {
      tenantId,
      id: newId("cli"),
      shelf: "current",
      nameKey: nameKey(name),
      clientCode: `CED${String(n + 1).padStart(3, "0")}`,
      name,
      type: "other",
      status: "active",
      vatRegistered: false,
      peopleComplete: true,
      xeroSyncStatus: "pending",
      version: 1,
      createdAt: at,
      updatedAt: at,
      createdBy: "usr_seed",
    };
  });
  const puts = rows.flatMap((row) => [
    write(ClientRow.put(row)),
    ...searchItems(null, row),
    write(CaseRow.put({ ...freshCase(row), status: "pending_approval" })),
    activity({
      entityType: "client",
      entityId: row.id,
      clientId: row.id,
      action: "client.created",
      summary: "Client created",
    }),
  ]);
  const items = puts.flatMap(({ raw }) => (raw.Put?.Item ? [raw.Put.Item] : []));
  const batches = Array.from({ length: Math.ceil(items.length / PER_BATCH) }, (_, n) =>
    items.slice(n * PER_BATCH, (n + 1) * PER_BATCH),
  );
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        await documents.send(
          new BatchWriteCommand({ RequestItems: { [tableName()]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
        );
    }),
  );
  return rows.map(({ id }) => id);
}
