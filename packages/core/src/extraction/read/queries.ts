/** Readings as the client's people and the questionnaire see them. */
import { loadClient } from "../../client/index.ts";
import { requirePortal, tenantId, useActor } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { type ExtractionItem, ExtractionRow } from "../entity.ts";
import { type Extraction, type Extractions, FIELD_KEYS, type FieldKey, type Suggestion } from "../schema.ts";
import { isEnabled } from "../setting.ts";
import { fieldsOf, toExtraction } from "../view.ts";
import { load } from "./load.ts";

/** More than anybody's identity papers. */
const MOST = 20;

/** The newest readings of a client, newest first. One request. */
async function ofClient(clientId: string): Promise<ExtractionItem[]> {
  const { data } = await ExtractionRow.query
    .byClient({ tenantId: tenantId(), clientId })
    .go({ order: "desc", limit: MOST });
  return data;
}

/** Whether the firm lets documents be read, and what became of those that were. Two requests, at once. */
export async function listForPortal({ clientId: wanted }: { clientId?: string | undefined }): Promise<Extractions> {
  const { clientIds } = requirePortal();
  const clientId = wanted ?? clientIds[0];
  if (clientId === undefined || !clientIds.includes(clientId)) throw notFound("client");
  const [enabled, rows] = await Promise.all([isEnabled(), ofClient(clientId)]);
  return { enabled, items: rows.map(toExtraction) };
}

/** One reading, as it is this moment: for a page that waits. One request. */
export async function fromDocument(documentId: string): Promise<Extraction> {
  const { clientIds } = requirePortal();
  const row = await load(documentId);
  if (!row || !clientIds.includes(row.clientId)) throw notFound("document");
  return toExtraction(row);
}

const RANK = { filled: 0, offered: 1, withheld: 2 } as const;

/**
 * For each field the best that a client's documents say: what is proven before what is only read, the newest first. For the
 * questionnaire and the review; a portal user sees their own clients only. Suggestions: what a person confirmed stands
 * elsewhere and is never touched. One request; two for staff.
 */
export async function suggestions(clientId: string): Promise<Suggestion[]> {
  const actor = useActor();
  if (actor.kind !== "portal") await loadClient(clientId);
  else if (!actor.clientIds.includes(clientId)) throw notFound("client");
  const rows = (await ofClient(clientId)).filter(({ status }) => status === "done");
  const all = ofOnePerson(rows.map((row) => fieldsOf(row).map((field) => suggestionOf(row, field))));
  return FIELD_KEYS.flatMap((key) => best(all, key));
}

/** What tells people apart. */
const WHO = ["dateOfBirth", "lastName"] as const;

/** The newest document says whom it is about; an older one that says another birth date or surname is somebody else's. */
function ofOnePerson(documents: readonly Suggestion[][]): Suggestion[] {
  const valueIn = (fields: readonly Suggestion[], key: FieldKey) =>
    JSON.stringify(fields.find((field) => field.key === key)?.value ?? null).toLowerCase();
  return documents.reduce<Suggestion[]>((known, fields) => {
    const isOther = WHO.some((key) => {
      const [one, two] = [valueIn(known, key), valueIn(fields, key)];
      return one !== "null" && two !== "null" && one !== two;
    });
    return isOther ? known : [...known, ...fields];
  }, []);
}

const suggestionOf = (row: ExtractionItem, field: ReturnType<typeof fieldsOf>[number]): Suggestion => ({
  ...field,
  documentId: row.id,
  documentType: row.documentType ?? "other",
  readAt: row.finishedAt ?? row.createdAt,
});

/** The sort is stable, and the rows come newest first. */
const best = (all: readonly Suggestion[], key: FieldKey): Suggestion[] =>
  all
    .filter((one) => one.key === key)
    .toSorted((a, b) => RANK[a.state] - RANK[b.state])
    .slice(0, 1);
