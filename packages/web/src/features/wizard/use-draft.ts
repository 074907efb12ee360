import { type Dispatch, useEffect, useReducer, useState } from "react";
import { readStored, writeStored } from "../../lib/storage.ts";
import { type Draft, type DraftEvent, EMPTY, isEmpty, parseDraft, reduce } from "./draft.ts";

/** Drafts of one person in one firm; a tab keeps its own. */
export const draftKey = (firmId: string, userId: string): string => `draft:client:${firmId}:${userId}`;

/** The answers, saved in this tab with every change. */
export function useDraft(key: string): { draft: Draft; send: Dispatch<DraftEvent>; restored: boolean } {
  const [stored] = useState(() => parseDraft(readStored("session", key)));
  const [draft, send] = useReducer(reduce, stored ?? EMPTY);
  useEffect(() => {
    writeStored("session", key, isEmpty(draft) ? null : JSON.stringify(draft));
  }, [key, draft]);
  return { draft, send, restored: stored !== null && !isEmpty(stored) };
}
