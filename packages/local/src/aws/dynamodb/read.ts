/**
 * The store's reads, made where they are asked for. LevelDB answers one from memory in microseconds; by dynalite's own way a
 * read is work for another thread, a promise and a timer, and a query is three of each for every row.
 */
import { Readable } from "node:stream";
import type { Level, Range } from "./dynalite.ts";

/** Rows and bytes fetched at once: what most queries ask for, and one row more. */
const ROWS = 101;
const BYTES = 256 * 1024;

/** Replaces what dynalite put in place of the store's `get`, and its `createValueStream`. */
export function readDirectly(db: Level): void {
  db.get = (key, callback) => {
    const read = new Promise((resolve) => resolve(db.getSync(key)));
    if (callback) read.then((value) => callback(null, value), callback);
    return read;
  };
  db.createValueStream = (range) => valuesOf(db, range);
}

/** The values of a range as a stream, many at a time. */
function valuesOf(db: Level, range: Range): Readable {
  const values = db.values({ ...range, highWaterMarkBytes: BYTES });
  return new Readable({
    objectMode: true,
    highWaterMark: ROWS,
    read() {
      values.nextv(ROWS).then(
        (some) => {
          for (const value of some) this.push(value);
          if (some.length === 0) this.push(null);
        },
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      values.close().then(() => callback(error), callback);
    },
  });
}
