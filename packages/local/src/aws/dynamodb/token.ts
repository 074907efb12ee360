/**
 * ClientRequestToken: a transaction repeated within ten minutes under its token is answered without being done again.
 * The token is committed in the transaction's own batch, so the promise also holds across a restart.
 */
import { createHash } from "node:crypto";
import { AwsError } from "../gate/aws-error.ts";
import type { Change, Store } from "./dynalite.ts";

const WINDOW_MS = 10 * 60_000;

type Done = { hash: string; atMs: number };

export const hashOf = (items: unknown): string => createHash("sha256").update(JSON.stringify(items)).digest("hex");

const tokenKey = (token: string): string => `token~${token}`;

/** Whether this token's transaction was done already; throws when the same token came with other items. */
export async function wasDone(store: Store, token: string, hash: string): Promise<boolean> {
  const done = (await store.db.get(tokenKey(token))) as Done | undefined;
  if (done === undefined || Date.now() - done.atMs > WINDOW_MS) return false;
  if (done.hash !== hash)
    throw new AwsError(
      400,
      "IdempotentParameterMismatchException",
      "The request uses the same client token as a previous, but non-identical request.",
    );
  return true;
}

/** The change that remembers the token, to be committed with the transaction. */
export const rememberToken = (token: string, hash: string): Change => ({
  type: "put",
  key: tokenKey(token),
  value: { hash, atMs: Date.now() } satisfies Done,
});

/** Forgets tokens whose ten minutes are over. */
export async function forgetTokens(store: Store): Promise<void> {
  const changes: Change[] = [];
  for await (const [key, done] of store.db.iterator({ gte: "token~", lt: "token~\uFFFF" }))
    if (Date.now() - (done as Done).atMs > WINDOW_MS) changes.push({ type: "del", key });
  if (changes.length > 0) await store.db.batch(changes);
}
