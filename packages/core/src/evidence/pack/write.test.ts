import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { type PackEntry, writePack } from "./write.ts";
import { verifyEvidence } from "../../../../../scripts/verify-evidence.ts";

const about = {
  firm: "Alder & Co",
  clientId: "cli_1",
  client: "Zoë Rowan Ltd",
  madeAt: "2026-11-25T10:00:00.000Z",
  madeBy: "Olive",
};
const entries: PackEntry[] = [
  { path: "summary.txt", bytes: Buffer.from("Approved on 25 November 2026 by Olive: all agrees.\n") },
  { path: "documents/doc_1-passport.jpg", bytes: Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256) },
  { path: "answers.json", bytes: Buffer.from("[]") },
  { path: "empty.txt", bytes: new Uint8Array() },
];
const { zip, head } = writePack(about, entries);

/** Whose byte it is: by the layout that ZIP's specification gives, read from the file as any tool would. */
function ownerOf(position: number): string[] {
  const file = Buffer.from(zip);
  const directory = file.readUInt32LE(file.length - 6);
  let [owner, at] = ["", 0];
  while (at <= position && at < directory) {
    const [length, size] = [file.readUInt16LE(at + 26), file.readUInt32LE(at + 18)];
    owner = file.toString("latin1", at + 30, at + 30 + length);
    at += 30 + length + size;
  }
  if (position < directory) return [owner];
  for (at = directory; at <= position && at < file.length - 22;) {
    const length = file.readUInt16LE(at + 28);
    owner = file.toString("latin1", at + 46, at + 46 + length);
    at += 46 + length;
  }
  return [position < file.length - 22 ? owner : "the end of the file"];
}

it("a pack opens with any ZIP tool and is found whole, and the very one by its head", () => {
  expect(Object.keys(unzipSync(zip))).toEqual(["manifest.json", ...entries.map((entry) => entry.path)]);
  for (const { path: name, bytes } of entries)
    expect(Buffer.from(unzipSync(zip)[name] ?? [])).toEqual(Buffer.from(bytes));
  expect(verifyEvidence(zip, head)).toEqual({ findings: [], head, entries: entries.length, about });
  expect(verifyEvidence(zip, "0".repeat(64)).findings).toEqual([
    { entry: "manifest.json", what: "has another head than the one expected: this is another pack" },
  ]);
  expect(writePack(about, entries)).toEqual({ zip, head });
});

it("flip any byte, and the entry it belongs to is named", () => {
  fc.assert(
    fc.property(fc.nat({ max: zip.length - 1 }), fc.integer({ min: 1, max: 255 }), (position, mask) => {
      const changed = Uint8Array.from(zip);
      changed[position] = (changed[position] ?? 0) ^ mask;
      const { findings } = verifyEvidence(changed);
      expect(findings.map(({ entry }) => entry)).toEqual(ownerOf(position));
    }),
    { numRuns: 1500 },
  );
});

it("bytes cut off, added, or an entry put in another's place are found", () => {
  for (const length of [0, 10, 200, zip.length - 2500, zip.length - 1])
    expect(verifyEvidence(zip.subarray(0, length)).findings).not.toEqual([]);
  expect(verifyEvidence(Buffer.concat([zip, Buffer.from("x")])).findings[0]?.entry).toBe("the end of the file");
  const forged = Buffer.from(zip);
  const at = forged.indexOf("all agrees");
  forged.write("all wrong!", at);
  expect(verifyEvidence(forged).findings[0]).toMatchObject({ entry: "summary.txt" });
});

it("whoever writes the whole pack anew has another head", () => {
  const [first, ...rest] = entries;
  const other = writePack(about, [{ path: first?.path ?? "", bytes: Buffer.from("Rejected.") }, ...rest]);
  expect(verifyEvidence(other.zip).findings).toEqual([]);
  expect(verifyEvidence(other.zip, head).findings).not.toEqual([]);
  const backdated = writePack({ ...about, madeAt: "2020-01-01T00:00:00.000Z" }, entries);
  expect(backdated.head).not.toBe(head);
});

it("on the command line it says what is wrong, and ends with 1", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "evidence-"));
  const run = (bytes: Uint8Array, ...more: string[]) => {
    const name = path.join(folder, "pack.zip");
    writeFileSync(name, bytes);
    const script = path.join(import.meta.dirname, "../../../../../scripts/verify-evidence.ts");
    return spawnSync(process.execPath, [script, name, ...more], { encoding: "utf8" });
  };
  try {
    expect(run(zip, "--head", head)).toMatchObject({ status: 0, stdout: expect.stringContaining(`head ${head}`) });
    const changed = Buffer.from(zip);
    changed[changed.indexOf("Approved")] = 88;
    expect(run(changed)).toMatchObject({ status: 1, stdout: expect.stringContaining("CHANGED  summary.txt") });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
