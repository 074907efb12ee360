/**
 * ListObjectsV2. fauxqs orders keys by locale but pages by code units, so pages lose and repeat keys; S3 orders by the
 * bytes of UTF-8. Each answer is one pass over the bucket's keys.
 */
import type { S3Answer, S3Store, StoredObject } from "./fauxqs.ts";
import { S3Error } from "./s3-error.ts";
import type { Target } from "./target.ts";

const MAX_KEYS = 1000;

type Entry = { object: StoredObject } | { prefix: string };
const nameOf = (entry: Entry): string => ("prefix" in entry ? entry.prefix : entry.object.key);

export const isList = ({ method, bucket, key, query }: Target): boolean =>
  method === "GET" && bucket !== "" && key === "" && !query.has("lifecycle");

export function listObjects(store: S3Store, { bucket, query }: Target): S3Answer {
  if (query.get("list-type") !== "2") throw new S3Error(501, "NotImplemented", "Only ListObjectsV2 is implemented");
  const objects = store.buckets.get(bucket);
  if (objects === undefined) throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");

  const prefix = query.get("prefix") ?? "";
  const token = query.get("continuation-token");
  const after = token === null ? (query.get("start-after") ?? "") : Buffer.from(token, "base64").toString("utf8");
  const limit = Math.min(Number(query.get("max-keys") ?? MAX_KEYS), MAX_KEYS);
  const entries = grouped([...objects.values()], prefix, query.get("delimiter")).filter(
    (entry) => byBytes(nameOf(entry), after) > 0,
  );
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  const next =
    entries.length > page.length && last !== undefined ? Buffer.from(nameOf(last)).toString("base64") : undefined;

  const elements = [
    `<Name>${bucket}</Name><Prefix>${escape(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys>`,
    `<IsTruncated>${next !== undefined}</IsTruncated>`,
    ...(next === undefined ? [] : [`<NextContinuationToken>${next}</NextContinuationToken>`]),
    ...page.map(elementOf),
  ];
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${elements.join("")}</ListBucketResult>`;
  return { status: 200, headers: { "content-type": "application/xml" }, body: Buffer.from(xml) };
}

/** Objects under the prefix in byte order; those that share the next step up to the delimiter stand as one entry. */
function grouped(objects: StoredObject[], prefix: string, delimiter: string | null): Entry[] {
  const entries: Entry[] = [];
  const steps = new Set<string>();
  for (const object of objects.toSorted((a, b) => byBytes(a.key, b.key))) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    if (end === -1) {
      entries.push({ object });
      continue;
    }
    const step = object.key.slice(0, end + (delimiter ?? "").length);
    if (!steps.has(step)) entries.push({ prefix: step });
    steps.add(step);
  }
  return entries;
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const escape = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

function elementOf(entry: Entry): string {
  if ("prefix" in entry) return `<CommonPrefixes><Prefix>${escape(entry.prefix)}</Prefix></CommonPrefixes>`;
  const { key, contentLength, etag, lastModified } = entry.object;
  return (
    `<Contents><Key>${escape(key)}</Key><LastModified>${lastModified.toISOString()}</LastModified>` +
    `<ETag>${escape(etag)}</ETag><Size>${contentLength}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  );
}
