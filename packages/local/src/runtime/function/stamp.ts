/** Remembers what a build was made from, by size and time of change, so that it need not be made again. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

export interface LastBuild {
  /** Name of the build's folder. */
  folder: string;
  /** Absolute paths of the sources. */
  inputs: string[];
}

interface Written extends LastBuild {
  key: string;
  marks: string[];
}

export class Stamp {
  readonly #file: string;
  readonly #key: string;

  /** `key` says how it was built; another one makes the stamp worthless. */
  constructor(file: string, key: string) {
    this.#file = file;
    this.#key = key;
  }

  /** The last build, unless a source changed or went away. */
  read(): LastBuild | undefined {
    try {
      const { key, folder, inputs, marks } = JSON.parse(readFileSync(this.#file, "utf8")) as Written;
      const same = key === this.#key && inputs.every((input, index) => markOf(input) === marks[index]);
      return same ? { folder, inputs } : undefined;
    } catch {
      return undefined; // absent, cut short, or a source is gone: built again
    }
  }

  /** `begunMs` is when the build began: a source that changed since may or may not be in it, so nothing is remembered. */
  write({ folder, inputs }: LastBuild, begunMs: number): void {
    if (inputs.some((input) => statSync(input).mtimeMs >= begunMs)) return rmSync(this.#file, { force: true });
    const written: Written = { key: this.#key, folder, inputs, marks: inputs.map(markOf) };
    const scratch = `${this.#file}.${process.pid}`;
    writeFileSync(scratch, JSON.stringify(written));
    renameSync(scratch, this.#file);
  }
}

function markOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size}:${mtimeMs}`;
}
