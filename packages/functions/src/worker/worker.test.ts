import { afterEach, expect, it } from "vitest";
import { useActor } from "@practice-hub/core/lib/actor";
import { captureLog } from "@practice-hub/core/lib/log";
import { batch, failedIds, record } from "../testing/record.ts";
import { Nudge, worker } from "./worker.ts";

let lines: string[] = [];
captureLog((line) => lines.push(line));
afterEach(() => {
  lines = [];
});

const nudge = (id: string) => ({ tenantId: "firm_1", id });

it("fails exactly the record that threw and the one nobody can read; the neighbours are done", async () => {
  const done: string[] = [];
  const handler = worker({
    name: "w",
    message: Nudge,
    recordMs: 0,
    handle: async ({ id }) => {
      if (id === "bad") throw new Error("secret words of a failure");
      done.push(id);
      return "done";
    },
  });
  const answer = await handler(
    batch(
      record("1", nudge("a")),
      record("2", nudge("bad")),
      record("3", "{not json"),
      record("4", { id: 7 }),
      record("5", nudge("b")),
    ),
  );
  expect(failedIds(answer)).toEqual(["2", "3", "4"]);
  expect(done).toEqual(["a", "b"]);
  expect(lines.join("\n")).not.toContain("secret words");
  expect(lines.filter((line) => line.includes('"message.malformed"'))).toHaveLength(2);
});

it("runs each record as the system for the message's firm, with the message's id in every log line", async () => {
  const handler = worker({
    name: "w",
    message: Nudge,
    recordMs: 0,
    tenantOf: (message) => message.tenantId,
    handle: async () => {
      expect(useActor()).toEqual({ kind: "system", name: "w", tenantId: "firm_1" });
      return "done";
    },
  });
  await handler(batch(record("m-1", nudge("a"))));
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    function: "w",
    messageId: "m-1",
    tenantId: "firm_1",
    outcome: "done",
    attempt: 1,
  });
});

it("gives back what it has no time for, instead of being cut off in the middle of it", async () => {
  let left = 1000;
  const handler = worker({
    name: "w",
    message: Nudge,
    recordMs: 300,
    handle: async () => {
      left -= 400;
      return "done";
    },
  });
  const answer = await handler(batch(record("1", nudge("a")), record("2", nudge("b")), record("3", nudge("c"))), {
    getRemainingTimeInMillis: () => left,
  });
  expect(failedIds(answer)).toEqual(["3"]);
});
