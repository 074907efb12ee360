import type { AnswerValue } from "@practice-hub/core/onboarding/schema";
import { readStored, writeStored } from "../../../lib/storage.ts";

/**
 * What is typed and not yet saved, so that a session that ends, a reload or a dead battery loses nothing. It lives in this
 * tab only, and is forgotten when it is saved and on signing out (`draft:` is what signing out removes).
 */
const keyOf = (clientId: string, key: string): string => `draft:onboarding:${clientId}:${key}`;

export function readDraft(clientId: string, key: string): AnswerValue | null {
  try {
    return JSON.parse(readStored("session", keyOf(clientId, key)) ?? "null") as AnswerValue | null;
  } catch {
    return null;
  }
}

export const writeDraft = (clientId: string, key: string, value: AnswerValue | null): boolean =>
  writeStored("session", keyOf(clientId, key), value === null ? null : JSON.stringify(value));
