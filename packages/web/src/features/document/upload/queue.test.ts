import { expect, test } from "vitest";
import { RequestError } from "../../../lib/request/problem.ts";
import { createQueue, type Transport, type UploadQueue } from "./queue.ts";

const aFile = (name = "a.pdf", type = "application/pdf", bytes = 3) =>
  new File([new Uint8Array(bytes)], name, { type });
const problem = (status: number, code: string) => new RequestError({ status, code, detail: `Because of ${code}.` });

function aTransport(over: Partial<Transport> = {}) {
  const seen = { begun: [] as string[], sent: 0, atOnce: 0, most: 0 };
  const transport: Transport = {
    begin: ({ name, contentType }) => {
      seen.begun.push(`${name} ${contentType}`);
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      return Promise.resolve({ id: `doc_${seen.begun.length}`, upload: { url: "https://s3.example", fields: {} } });
    },
    send: (_form, _file, report) => {
      seen.sent += 1;
      report(0.5);
      return Promise.resolve();
    },
    complete: () => {
      seen.atOnce -= 1;
      return Promise.resolve();
    },
    arrived: () => undefined,
    ...over,
  };
  return { transport, seen };
}

const settled = (queue: UploadQueue): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (queue.entries().every(({ state }) => !["waiting", "sending", "checking"].includes(state))) resolve();
    };
    queue.subscribe(look);
    look();
  });
const states = (queue: UploadQueue) => queue.entries().map(({ state }) => state);

test("300 files go three at a time, every one of them once, and more than that are left out", async () => {
  const { transport, seen } = aTransport();
  const queue = createQueue();
  const left = queue.add(
    Array.from({ length: 304 }, (_, n) => aFile(`${n}.pdf`)),
    transport,
  );
  await settled(queue);
  const done = states(queue).filter((state) => state === "done").length;
  expect({ left, done, most: seen.most, different: new Set(seen.begun).size }).toEqual({
    left: 4,
    done: 300,
    most: 3,
    different: 300,
  });
  queue.clear();
  expect(queue.entries()).toEqual([]);
});

test("what can never be taken is refused in words, without a request", async () => {
  const { transport, seen } = aTransport();
  const queue = createQueue();
  queue.add(
    [aFile("a.pdf", "application/pdf", 0), aFile("a.docx", "application/msword"), aFile("b.heic", "")],
    transport,
  );
  queue.add([aFile("c.pdf", "application/pdf", 10 * 1024 * 1024 + 1)], transport);
  await settled(queue);
  expect(states(queue)).toEqual(["refused", "refused", "done", "refused"]);
  expect(queue.entries().map(({ words }) => words)).toEqual([
    "This file is empty.",
    expect.stringContaining("PDF, JPEG"),
    undefined,
    expect.stringContaining("10 MB"),
  ]);
  expect(seen.begun).toEqual(["b.heic image/heic"]);
});

test("what failed is tried again from where it was: bytes that have arrived are not sent twice", async () => {
  let tries = 0;
  const { transport, seen } = aTransport({
    complete: () => {
      tries += 1;
      return tries === 1 ? Promise.reject(problem(503, "document.storage-unavailable")) : Promise.resolve();
    },
  });
  const queue = createQueue();
  queue.add([aFile()], transport);
  await settled(queue);
  expect(queue.entries()).toMatchObject([{ state: "failed", words: "Because of document.storage-unavailable." }]);
  queue.retry(queue.entries()[0]?.key ?? 0);
  await settled(queue);
  expect([states(queue), seen.sent]).toEqual([["done"], 1]);
});

test("a file the service refuses is refused, and the others go on", async () => {
  const { transport } = aTransport({
    complete: (id) => (id === "doc_1" ? Promise.reject(problem(422, "document.encrypted")) : Promise.resolve()),
  });
  const queue = createQueue();
  queue.add([aFile(), aFile()], transport);
  await settled(queue);
  expect(states(queue)).toEqual(["refused", "done"]);
});

test("a cancelled file stops and leaves the list, and its place goes to the next", async () => {
  const { transport } = aTransport({
    send: (_form, file, _report, signal) =>
      file.name === "slow.pdf"
        ? new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))))
        : Promise.resolve(),
  });
  const queue = createQueue();
  queue.add([aFile("slow.pdf"), aFile("slow.pdf"), aFile("slow.pdf"), aFile("quick.pdf")], transport);
  await Promise.resolve();
  for (const { key, name } of queue.entries()) if (name === "slow.pdf") queue.cancel(key);
  await settled(queue);
  expect(queue.entries()).toMatchObject([{ name: "quick.pdf", state: "done" }]);
});
