/**
 * Files on their way: a few at a time, each with its progress, its refusal in words, and a second try. Knows neither React nor
 * the API; it is told how to begin, send and complete.
 */
import { isContentType, MAX_DOCUMENT_BYTES, typeOfName } from "@practice-hub/core/document/schema";
import { explain } from "../../../lib/request/problem.ts";

/** The storage takes more; a phone's line and the service are shared with everything else. */
const AT_ONCE = 3;
const TOLD_EVERY_MS = 1000;
/** What one drop may bring. */
export const MAX_FILES = 300;

export interface Form {
  id: string;
  upload: { url: string; fields: Record<string, string> };
}

export interface Described {
  name: string;
  contentType: NonNullable<ReturnType<typeof typeOfName>>;
  sizeBytes: number;
}

export interface Transport {
  begin(file: Described, signal: AbortSignal): Promise<Form>;
  /** Posts the file to the storage. `report` is told the part that has gone, 0 to 1. */
  send(form: Form["upload"], file: File, report: (part: number) => void, signal: AbortSignal): Promise<void>;
  complete(id: string, signal: AbortSignal): Promise<unknown>;
  /** Files have arrived: told once a second at most. */
  arrived(): void;
}

export type UploadState = "waiting" | "sending" | "checking" | "done" | "refused" | "failed";

export interface UploadEntry {
  readonly key: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly state: UploadState;
  /** 0 to 1. */
  readonly part: number;
  /** Why it is refused or failed. */
  readonly words?: string | undefined;
}

/** The storage or the service said that this very file will never do; another try would end the same. */
export class Refused extends Error {}

interface Running {
  file: File;
  /** As it was when the file was chosen. */
  transport: Transport;
  abort: AbortController;
  /** The upload whose bytes are in the storage, and which only has to be completed. */
  stored?: string;
}

export interface UploadQueue {
  entries: () => readonly UploadEntry[];
  subscribe: (reader: () => void) => () => void;
  /** Takes files in; answers how many there were too many. */
  add: (files: readonly File[], transport: Transport) => number;
  cancel: (key: number) => void;
  retry: (key: number) => void;
  /** Takes what is over out of the list. */
  clear: () => void;
}

export function createQueue(): UploadQueue {
  let entries: readonly UploadEntry[] = [];
  let lastKey = 0;
  const files = new Map<number, Running>();
  const readers = new Set<() => void>();
  let telling: ReturnType<typeof setTimeout> | undefined;
  const set = (key: number, change: Partial<UploadEntry>) => {
    entries = entries.map((entry) => (entry.key === key ? { ...entry, ...change } : entry));
    for (const reader of readers) reader();
  };
  const replace = (next: readonly UploadEntry[]) => {
    entries = next;
    for (const reader of readers) reader();
  };

  async function carry(key: number, running: Running): Promise<void> {
    const { file, transport, abort } = running;
    try {
      if (running.stored === undefined) {
        const described = describe(file);
        const form = await transport.begin(described, abort.signal);
        await transport.send(form.upload, file, (part) => set(key, { part }), abort.signal);
        running.stored = form.id;
      }
      set(key, { state: "checking", part: 1 });
      await transport.complete(running.stored, abort.signal);
      files.delete(key);
      set(key, { state: "done" });
      telling ??= setTimeout(() => {
        telling = undefined;
        transport.arrived();
      }, TOLD_EVERY_MS);
    } catch (error) {
      if (abort.signal.aborted) return;
      const { status, code, detail } = explain(error);
      const isFinal = error instanceof Refused || status === 422 || status === 400;
      if (code === "document.not-uploaded" || code === "document.not-found") delete running.stored;
      if (isFinal) files.delete(key);
      set(key, { state: isFinal ? "refused" : "failed", words: error instanceof Refused ? error.message : detail });
    } finally {
      next();
    }
  }

  /** Starts what may start. A file that is refused at once comes back here before its turn is over, so each round looks anew. */
  function next(): void {
    for (;;) {
      const busy = entries.filter(({ state }) => state === "sending" || state === "checking").length;
      const waiting = entries.find(({ state }) => state === "waiting");
      const running = waiting && files.get(waiting.key);
      if (busy >= AT_ONCE || !waiting || !running) return;
      set(waiting.key, { state: "sending", part: 0, words: undefined });
      void carry(waiting.key, running);
    }
  }

  return {
    entries: () => entries,
    subscribe: (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    add: (added, transport) => {
      const taken = added.slice(0, MAX_FILES);
      const made = taken.map((file): UploadEntry => {
        lastKey += 1;
        files.set(lastKey, { file, transport, abort: new AbortController() });
        return { key: lastKey, name: file.name, sizeBytes: file.size, state: "waiting", part: 0 };
      });
      replace([...entries, ...made]);
      next();
      return added.length - taken.length;
    },
    cancel: (key) => {
      files.get(key)?.abort.abort();
      files.delete(key);
      replace(entries.filter((entry) => entry.key !== key));
      next();
    },
    retry: (key) => {
      const running = files.get(key);
      if (!running) return;
      files.set(key, { ...running, abort: new AbortController() });
      set(key, { state: "waiting", part: 0, words: undefined });
      next();
    },
    clear: () => {
      const over = entries.filter(({ state }) => state === "done" || state === "refused");
      for (const { key } of over) files.delete(key);
      replace(entries.filter((entry) => !over.includes(entry)));
    },
  };
}

/** What the service is told of a file. Throws `Refused` for what it would refuse anyway, before a byte is sent. */
function describe(file: File): Described {
  if (file.size === 0) throw new Refused("This file is empty.");
  if (file.size > MAX_DOCUMENT_BYTES)
    throw new Refused("This file is larger than 10 MB. Make it smaller, or split it.");
  // Some browsers do not know HEIC, and say nothing.
  const contentType = isContentType(file.type) ? file.type : file.type === "" ? typeOfName(file.name) : undefined;
  if (!contentType) throw new Refused("Only PDF, JPEG, PNG, WebP and HEIC files can be uploaded.");
  return { name: file.name, contentType, sizeBytes: file.size };
}
