/** One document's reading, strongly; null when it was never wanted. One request. */
import { tenantId } from "../../lib/actor.ts";
import { type ExtractionItem, ExtractionRow } from "../entity.ts";

export async function load(documentId: string): Promise<ExtractionItem | null> {
  const { data } = await ExtractionRow.get({ tenantId: tenantId(), id: documentId }).go({ consistent: true });
  return data;
}
