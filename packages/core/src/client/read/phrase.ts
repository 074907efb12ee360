/** Which clients are found by exactly these phrases (addresses, say): many questions, answered in as few reads as the table allows. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../../lib/table/table.ts";
import { partition, type SearchRow } from "./search.ts";

const PER_READ = 30;
const LANES = 4;

/**
 * Search rows by phrase. The phrases are asked in their order, and what a read shows of the rows behind a phrase answers the
 * next ones too: a firm without clients costs four requests, and none costs more than one for each phrase and each row found.
 */
export async function rowsOfPhrases(tenantId: string, phrases: Iterable<string>): Promise<Map<string, SearchRow[]>> {
  const sorted = [...new Set(phrases)].toSorted((a, b) => (`${a}#` < `${b}#` ? -1 : 1));
  const share = Math.ceil(sorted.length / LANES);
  const found = new Map<string, SearchRow[]>();
  const lanes = Array.from({ length: LANES }, (_, n) => sorted.slice(n * share, (n + 1) * share));
  await Promise.all(
    lanes.map(async (lane) => {
      const wanted = new Set(lane);
      for await (const row of passing(tenantId, lane)) {
        const phrase = row.sk.slice(0, row.sk.lastIndexOf("#"));
        if (wanted.has(phrase)) found.set(phrase, [...(found.get(phrase) ?? []), row]);
      }
    }),
  );
  return found;
}

/** The rows of sorted phrases, and some between them; never one twice. */
async function* passing(tenantId: string, sorted: readonly string[]): AsyncGenerator<SearchRow> {
  const pk = partition(tenantId);
  const end = `${sorted.at(-1)}#\uffff`;
  let last = "";
  for (;;) {
    const next = sorted.find((phrase) => `${phrase}#\uffff` > last);
    if (next === undefined) return;
    const { Items = [], LastEvaluatedKey } = await documents.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :end",
        ExpressionAttributeValues: { ":pk": pk, ":from": `${next}#`, ":end": end },
        Limit: PER_READ,
        // Within the rows of one phrase the read goes on behind the last one seen.
        ...(last > `${next}#` ? { ExclusiveStartKey: { pk, sk: last } } : {}),
      }),
    );
    yield* Items as SearchRow[];
    if (!LastEvaluatedKey) return;
    last = String(LastEvaluatedKey.sk);
  }
}
