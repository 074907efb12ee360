/**
 * The execution environments of one function: threads started on demand up to a limit and kept, one invocation at a
 * time in each. A rebuilt bundle replaces them: idle ones at once, busy ones after what they are doing.
 */
import { randomUUID } from "node:crypto";
import { FunctionThread, InitFailed } from "./host.ts";
import type { FunctionSpec, Outcome, ReportedError } from "./protocol.ts";

export interface PoolOptions {
  spec: FunctionSpec;
  /** File URL of the bundle's entry. */
  entry: string;
  clock: SharedArrayBuffer | null;
  /** Where console output and error blocks go, one line at a time. */
  print: (line: string) => void;
}

export class FunctionPool {
  readonly spec: FunctionSpec;
  readonly #clock: SharedArrayBuffer | null;
  readonly #print: (line: string) => void;
  readonly #threads = new Set<FunctionThread>();
  /** Threads on an older bundle: they finish what they do. */
  readonly #stale = new WeakSet<FunctionThread>();
  #idle: FunctionThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #entry: string;
  #running = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.spec = options.spec;
    this.#entry = options.entry;
    this.#clock = options.clock;
    this.#print = options.print;
  }

  /** Invocations accepted and not yet answered. */
  get busy(): number {
    return this.#running;
  }

  get threads(): number {
    return this.#threads.size;
  }

  /** Starts one thread ahead of its first invocation; rejects with InitFailed when the bundle does not load. */
  async warm(): Promise<void> {
    if (this.#threads.size > 0) return;
    const thread = this.#start();
    await thread.ready;
    this.#release(thread);
  }

  /** Invokes the function and prints its failure, if it fails. Never rejects. */
  async invoke(event: unknown, requestId: string = randomUUID()): Promise<Outcome> {
    this.#running += 1;
    try {
      const outcome = await this.#invoke(JSON.stringify(event), requestId);
      if (!outcome.ok && !this.#closed) this.#printFailure(outcome.error, `request ${requestId}`);
      return outcome;
    } finally {
      this.#running -= 1;
    }
  }

  async #invoke(event: string, requestId: string): Promise<Outcome> {
    try {
      const thread = await this.#acquire();
      const outcome = await thread.invoke(requestId, event);
      this.#release(thread);
      return outcome;
    } catch (error) {
      if (error instanceof InitFailed) return { ok: false, requestId, error: error.reported };
      throw error;
    }
  }

  /** Uses another bundle from the next invocation on. */
  load(entry: string): void {
    this.#entry = entry;
    for (const thread of this.#idle) void thread.terminate();
    this.#idle = [];
    for (const thread of this.#threads) this.#stale.add(thread);
  }

  /** Lets running invocations finish for `graceMs`, then ends every thread. */
  async close(graceMs: number): Promise<void> {
    const until = performance.now() + graceMs;
    while (this.#running > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  async #acquire(): Promise<FunctionThread> {
    for (;;) {
      if (this.#closed)
        throw new InitFailed({ errorType: "Runtime.Closed", errorMessage: "the runtime stops", stack: [] });
      const idle = this.#idle.pop();
      if (idle && !idle.gone) return idle;
      if (idle) continue;
      if (this.#threads.size < this.spec.maxThreads) {
        const thread = this.#start();
        await thread.ready;
        return thread;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #release(thread: FunctionThread): void {
    if (thread.gone || this.#stale.has(thread) || this.#closed) void thread.terminate();
    else this.#idle.push(thread);
    this.#waiting.shift()?.();
  }

  #start(): FunctionThread {
    const thread: FunctionThread = new FunctionThread({
      spec: this.spec,
      entry: this.#entry,
      clock: this.#clock,
      output: (line) => this.#print(`${this.spec.name} | ${line}`),
      ended: (error) => {
        this.#threads.delete(thread);
        this.#idle = this.#idle.filter((candidate) => candidate !== thread);
        if (error) this.#printFailure(error, "between invocations");
        this.#waiting.shift()?.();
      },
    });
    this.#threads.add(thread);
    return thread;
  }

  /** One block: which function, which request, what. Never the event. */
  #printFailure(error: ReportedError, when: string): void {
    const [first = ""] = error.errorMessage.split("\n");
    const frames = error.stack.slice(0, MOST_FRAMES).map((frame) => `    ${frame.trim()}`);
    this.#print(
      [
        `✗ ${this.spec.name} failed (${when})`,
        `    ${error.errorType}: ${first.slice(0, MOST_CHARACTERS)}`,
        ...frames,
      ].join("\n"),
    );
  }
}

const MOST_FRAMES = 12;
const MOST_CHARACTERS = 300;
