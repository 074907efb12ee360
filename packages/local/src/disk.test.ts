import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { isDiskFull } from "./disk.ts";

function failureOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

it("knows a full disk by what the file system, SQLite and LevelDB really say", () => {
  const sqlite = failureOf(() => {
    const db = new DatabaseSync(":memory:");
    db.exec("CREATE TABLE t (x TEXT); PRAGMA max_page_count = 3; INSERT INTO t VALUES (hex(zeroblob(100000)));");
  });
  expect(sqlite).toBeInstanceOf(Error);
  expect(isDiskFull(sqlite)).toBe(true);
  expect(isDiskFull(new Error("put", { cause: Object.assign(new Error("write"), { code: "ENOSPC" }) }))).toBe(true);
  expect(isDiskFull(new Error("IO error: /x/000003.log: No space left on device"))).toBe(true);
});

it("takes no other failure for one", () => {
  const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
  const sqlite = failureOf(() => new DatabaseSync(":memory:").exec("SELECT * FROM missing"));
  for (const error of [denied, sqlite, new Error("full of surprises"), "No space left on device", undefined])
    expect(isDiskFull(error)).toBe(false);
});
