/** The cursor of a page that ElectroDB did not read: the last key, in letters. DynamoDB refuses one of another partition. */
export const cursorOf = (key: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

/** Throws for what is no cursor, in words that `readPage` turns into a refusal. */
export function keyOf(cursor: string): Record<string, unknown> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof key === "object" && key !== null && !Array.isArray(key)) return key as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Error("cursor damaged");
}
