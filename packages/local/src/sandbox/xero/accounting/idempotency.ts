/**
 * `Idempotency-Key`: for six minutes the same request under the same key is answered as it was, refusals too, and another
 * request under it is a 400. Afterwards a key is as new. https://developer.xero.com/documentation/guides/idempotent-requests
 */
import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Book } from "../book/book.ts";
import type { Wire } from "../query/where.ts";
import type { Store } from "../../store.ts";
import { wrong } from "./refusal.ts";

const KEPT_MS = 6 * 60_000;
const KEY_MAX = 128;

export interface Outcome {
  status: ContentfulStatusCode;
  body: Wire;
}
interface Kept extends Outcome {
  request: string;
  atMs: number;
}

const shelfOf = (store: Store, book: Book) => store.shelf<Kept>(`${book.id}/idempotency`);

/** Does `work` unless its key says it was done; what it wrote and its answer are kept as one. */
export function idempotent(c: Context, book: Book, store: Store, text: string, work: () => Outcome): Response {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return spoken(c, store.atomically(work));
  if (key.length < 1 || key.length > KEY_MAX)
    return wrong(c, {
      type: "ValidationException",
      number: 10,
      message: `The idempotency key must have 1 to ${KEY_MAX} characters`,
    });
  const { pathname, search } = new URL(c.req.url);
  const request = createHash("sha256").update(`${c.req.method} ${pathname}${search}\n${text}`).digest("hex");
  const shelf = shelfOf(store, book);
  const now = book.now();
  const fresh = ({ atMs }: Kept): boolean => now - atMs < KEPT_MS;
  const known = shelf.get(key);
  if (known && fresh(known))
    return known.request === request
      ? spoken(c, known)
      : wrong(c, {
          type: "ValidationException",
          number: 10,
          message: `The idempotency key ${key} is used with a different request`,
        });
  const outcome = store.atomically(() => {
    for (const [old, kept] of shelf.entries()) if (!fresh(kept)) shelf.delete(old);
    const done = work();
    shelf.set(key, { ...done, request, atMs: now });
    return done;
  });
  return spoken(c, outcome);
}

/** As if six minutes had passed. */
export function forgetKeys(store: Store, book: Book): void {
  const shelf = shelfOf(store, book);
  for (const [key] of shelf.entries()) shelf.delete(key);
}

const spoken = (c: Context, { status, body }: Outcome): Response => c.json(body, status);
