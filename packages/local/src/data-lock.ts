/**
 * One runtime per data folder. The lock is an exclusive SQLite lock on `lock.db`, so the operating system releases it
 * when the holder dies, also by kill -9; `holder.json` beside it only says who the holder is, for the error message.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

type Holder = { pid: number; url?: string };

/** Another process works in the folder; `message` is one line such as `already running (pid 41, http://…)`. */
export class AlreadyRunning extends Error {
  readonly pid: number | undefined;
  readonly url: string | undefined;

  constructor(holder: Holder | undefined) {
    const who = holder === undefined ? [] : [`pid ${holder.pid}`, ...(holder.url === undefined ? [] : [holder.url])];
    super(who.length === 0 ? "already running" : `already running (${who.join(", ")})`);
    this.name = "AlreadyRunning";
    this.pid = holder?.pid;
    this.url = holder?.url;
  }
}

export type DataLock = {
  /** Writes down where the holder can be reached, for the message that a second process shows. */
  announce(url: string): void;
  release(): void;
};

/** Open locks: a database that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/** Takes the folder (made if absent) or throws `AlreadyRunning`. A holder killed with -9 leaves nothing to clean up. */
export function lockData(dir: string): DataLock {
  mkdirSync(dir, { recursive: true });
  const holderFile = join(dir, "holder.json");
  const database = new DatabaseSync(join(dir, "lock.db"), { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new AlreadyRunning(readHolder(holderFile));
    throw error;
  }
  held.add(database);
  const write = (holder: Holder): void => writeFileSync(holderFile, JSON.stringify(holder));
  write({ pid: process.pid });
  return {
    announce: (url) => write({ pid: process.pid, url }),
    release: () => {
      if (!held.delete(database)) return;
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;

function readHolder(file: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof holder !== "object" || holder === null || !("pid" in holder) || typeof holder.pid !== "number") return;
    return "url" in holder && typeof holder.url === "string"
      ? { pid: holder.pid, url: holder.url }
      : { pid: holder.pid };
  } catch {
    return undefined; // the holder has the lock but has not written its name yet
  }
}
