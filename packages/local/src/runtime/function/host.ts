/** The host's side of one function thread: starts it, hands it invocations, ends it on timeout, tells how it died. */
import { Worker } from "node:worker_threads";
import type { FromThread, FunctionSpec, Outcome, ReportedError, ThreadStart } from "./protocol.ts";

/** Lambda gives init ten seconds and then once more the function's own timeout. */
const INIT_MS = 10_000;

export interface ThreadOptions {
  spec: FunctionSpec;
  /** File URL of the bundle's entry. */
  entry: string;
  clock: SharedArrayBuffer | null;
  /** Receives the function's console output, line by line. */
  output: (line: string) => void;
  /** Called once when the thread is gone; with the error when it died and nobody was waiting for it. */
  ended: (error?: ReportedError) => void;
}

/** Thrown by `ready` when the bundle could not be loaded. */
export class InitFailed extends Error {
  override readonly name = "InitFailed";
  readonly reported: ReportedError;
  constructor(error: ReportedError) {
    super(`${error.errorType}: ${error.errorMessage}`);
    this.reported = error;
  }
}

export class FunctionThread {
  readonly #worker: Worker;
  readonly #spec: FunctionSpec;
  /** Resolves when the bundle is loaded; rejects with InitFailed. */
  readonly ready: Promise<void>;
  readonly #settleReady: { resolve: () => void; reject: (error: InitFailed) => void };
  #current: { requestId: string; settle: (outcome: Outcome) => void } | undefined;
  #starting = true;
  #expected = false;
  /** What the `error` event said; `exit` follows it. */
  #cause: ReportedError | undefined;
  gone = false;

  constructor(options: ThreadOptions) {
    this.#spec = options.spec;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#settleReady = { resolve, reject };
    // A thread may die before anybody waits for it; the next invocation reports it.
    promise.catch(() => undefined);
    this.#worker = new Worker(new URL("./thread.ts", import.meta.url), {
      env: options.spec.env,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.spec.memoryMb },
      name: options.spec.name,
      workerData: {
        clock: options.clock,
        entry: options.entry,
        exportName: options.spec.exportName,
        timeoutMs: options.spec.timeoutS * 1000,
      } satisfies ThreadStart,
    });
    eachLine(this.#worker.stdout, options.output);
    eachLine(this.#worker.stderr, options.output);
    this.#worker.on("message", (message: FromThread) => this.#hear(message));
    this.#worker.on("error", (error: Error) => (this.#cause = deathOf(error, options.spec)));
    this.#worker.on("exit", (code) => {
      this.gone = true;
      const cause = this.#cause ?? exitOf(code);
      const told = this.#fail(cause);
      options.ended(told || this.#expected ? undefined : cause);
    });
    const initTimer = setTimeout(
      () => this.#abandon({ errorType: "Sandbox.Timedout", errorMessage: "init did not finish in time", stack: [] }),
      INIT_MS + options.spec.timeoutS * 1000,
    );
    promise.finally(() => clearTimeout(initTimer)).catch(() => undefined);
  }

  /** Runs one invocation; the caller makes sure that no other is running. Never rejects. */
  invoke(requestId: string, event: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const errorMessage = `Task timed out after ${this.#spec.timeoutS.toFixed(2)} seconds`;
        this.#abandon({ errorType: "Sandbox.Timedout", errorMessage, stack: [] });
      }, this.#spec.timeoutS * 1000);
      this.#current = {
        requestId,
        settle: (outcome) => {
          clearTimeout(timer);
          this.#current = undefined;
          resolve(outcome);
        },
      };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage({ requestId, event });
    });
  }

  /** Ends the thread; whatever it was doing fails. */
  async terminate(): Promise<void> {
    this.#expected = true;
    await this.#worker.terminate();
  }

  #hear(message: FromThread): void {
    if (message.kind === "ready") {
      this.#starting = false;
      this.#settleReady.resolve();
    } else if (message.kind === "init-failed") this.#abandon(message.error);
    else if (message.requestId !== this.#current?.requestId) return;
    else if (message.kind === "done")
      this.#current.settle({ ok: true, requestId: message.requestId, payload: message.payload });
    else this.#current.settle({ ok: false, requestId: message.requestId, error: message.error });
  }

  /** Gives up on the thread for a known reason. */
  #abandon(error: ReportedError): void {
    this.gone = true;
    this.#fail(error);
    void this.terminate();
  }

  /** Tells whoever waits; answers whether anybody did. */
  #fail(error: ReportedError): boolean {
    const starting = this.#starting;
    this.#starting = false;
    this.#settleReady.reject(new InitFailed(error));
    const current = this.#current;
    current?.settle({ ok: false, requestId: current.requestId, error });
    return starting || current !== undefined;
  }
}

const deathOf = (error: Error, spec: FunctionSpec): ReportedError => {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? {
        errorType: "Runtime.OutOfMemory",
        errorMessage: `Runtime exited: more than ${spec.memoryMb} MB of memory`,
        stack: [],
      }
    : { errorType: error.name, errorMessage: error.message, stack: frames };
};

const exitOf = (code: number): ReportedError => ({
  errorType: "Runtime.ExitError",
  errorMessage: `Runtime exited with status ${code}`,
  stack: [],
});

function eachLine(stream: NodeJS.ReadableStream, line: (text: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) line(text);
  });
  stream.on("end", () => {
    if (rest) line(rest);
  });
}
