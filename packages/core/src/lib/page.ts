/** Lists: `{items, nextCursor}`, with a bounded limit and a cursor that a client only ever passes back. */
import * as z from "zod";
import { VisibleError } from "./error.ts";

/** The query of every list. */
export const PageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type PageQuery = z.infer<typeof PageQuery>;

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Reads one page from an ElectroDB query and turns a damaged or foreign cursor into a clear refusal.
 * A cursor holds the last key only; DynamoDB itself refuses one that lies outside the queried partition.
 */
export async function readPage<T>(read: () => Promise<{ data: T[]; cursor: string | null }>): Promise<Page<T>> {
  try {
    const { data, cursor } = await read();
    return { items: data, nextCursor: cursor };
  } catch (error) {
    if (isCursorError(error))
      throw new VisibleError(
        "invalid",
        "cursor.invalid",
        "This page link is no longer valid. Start from the first page.",
        { cause: error },
      );
    throw error;
  }
}

function isCursorError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause: unknown = error.cause ?? error;
  const text = `${error.message} ${cause instanceof Error ? cause.message : ""}`;
  return /cursor|ExclusiveStartKey|starting key|cannot be restarted/i.test(text);
}
