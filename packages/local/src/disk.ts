/** Tells a full disk from every other failure, however the store underneath says it. */

/** SQLite's own result code. */
const SQLITE_FULL = 13;
const MAX_CAUSES = 5;

/** Whether the error, or what caused it, is a disk without space. LevelDB says so only in words. */
export function isDiskFull(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    const { code, errcode } = current as Error & { code?: unknown; errcode?: unknown };
    if (code === "ENOSPC" || errcode === SQLITE_FULL || /No space left on device/.test(current.message)) return true;
    current = current.cause;
  }
  return false;
}
