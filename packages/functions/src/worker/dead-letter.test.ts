import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { expect, it } from "vitest";
import { DeadLetter } from "@practice-hub/core/dead-letter";
import { withActor } from "@practice-hub/core/lib/actor";
import { withClock } from "@practice-hub/core/lib/clock";
import { aFirm, refusal } from "../../../core/src/invoice/testing/fixture.ts";
import { remove } from "../../../core/src/dead-letter/row.ts";
import { unread } from "../../../core/src/dead-letter/testing/unread.ts";
import { ProviderError } from "../../../core/src/lib/provider/error.ts";
import { batch, failedIds, record } from "../testing/record.ts";
import { handler } from "./dead-letter.ts";
import { Nudge, worker } from "./worker.ts";

process.env.DEAD_LETTERS_OF = "document,sync,xero-sync";

/** As the template names them: a name that ends like another one's is told apart. */
const from = (queue: string, ...records: SQSRecord[]) =>
  handler(batch(...records.map((one) => ({ ...one, eventSourceARN: `arn:aws:sqs:eu-west-2:0:test-${queue}` }))));
const all = { limit: 100 };
const listOf = (actor: ReturnType<typeof aFirm>) => withActor(actor, () => DeadLetter.list(all));

const sqs = new SQSClient({});
/** Takes what was sent to the queue of this firm; the others' messages come back to them at once. */
async function taken(queue: string, tenantId: string): Promise<string[]> {
  const ids: string[] = [];
  const QueueUrl = process.env[`QUEUE_${queue.toUpperCase()}_URL`];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0, VisibilityTimeout: 5 }),
    );
    if (Messages.length === 0) return ids;
    for (const { Body = "", ReceiptHandle } of Messages) {
      const nudge = Nudge.parse(JSON.parse(Body));
      if (nudge.tenantId !== tenantId) continue;
      ids.push(nudge.id);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

it("what was given up stands on its firm's list with the reason of the last failure, once per message, and on nobody else's", async () => {
  const [mine, other] = [aFirm("admin"), aFirm("admin")];
  const nudge = { tenantId: mine.tenantId, id: "doc_1" };
  const failing = worker({
    name: "document-worker",
    message: Nudge,
    recordMs: 0,
    handle: () => Promise.reject(new ProviderError("unavailable", { provider: "s3" })),
  });
  await failing(batch(record("m-1", nudge)));
  expect((await listOf(mine)).items).toEqual([]);
  await from("document-dlq", record("m-1", nudge), record("m-1", nudge), record("m-2", nudge));
  await from("xero-sync-dlq.fifo", record("m-3", { tenantId: other.tenantId, id: "lane" }));
  expect(await listOf(mine)).toMatchObject({
    items: [{ queue: "document", id: "doc_1", code: "s3.unavailable", times: 2 }],
    queues: [{ queue: "document", count: 1 }],
  });
  expect((await listOf(other)).items).toMatchObject([{ queue: "xero-sync", id: "lane", code: null, times: 1 }]);
});

it("a message that names no firm is kept whole for the operator, and one of an unknown queue stays where it is", async () => {
  const id = crypto.randomUUID();
  expect(failedIds(await from("document-dlq", record(id, "{not json")))).toEqual([]);
  expect(await unread("document", id)).toMatchObject({ body: "{not json" });
  expect(failedIds(await from("mail-event-dlq", record("m-9", { tenantId: "firm_1", id: "x" })))).toEqual(["m-9"]);
});

it("a redrive sends before it forgets, a hundred at a time, and nothing of another firm; what is not sent stays", async () => {
  const [mine, other] = [aFirm("admin"), aFirm("admin")];
  const ids = Array.from({ length: 130 }, (_, n) => `doc_${String(n).padStart(3, "0")}`);
  await from("document-dlq", ...ids.map((id) => record(`m-${id}`, { tenantId: mine.tenantId, id })));
  await from("document-dlq", record("m-other", { tenantId: other.tenantId, id: "doc_other" }));
  const redrive = (body = {}) => withActor(mine, () => DeadLetter.redrive(body));

  const url = process.env.QUEUE_DOCUMENT_URL;
  process.env.QUEUE_DOCUMENT_URL = `${url}-none`;
  expect(await refusal(redrive())).toMatchObject({ code: "dead-letter.not-sent" });
  process.env.QUEUE_DOCUMENT_URL = url;
  expect((await listOf(mine)).queues).toMatchObject([{ count: 130 }]);

  expect(await redrive({ queue: "document", id: "doc_129" })).toEqual({ redriven: 1, more: false });
  expect(await refusal(redrive({ queue: "document", id: "doc_129" }))).toMatchObject({ code: "dead-letter.not-found" });
  expect(await refusal(redrive({ queue: "document", id: "doc_other" }))).toMatchObject({
    code: "dead-letter.not-found",
  });
  expect(await redrive({ queue: "email" })).toEqual({ redriven: 0, more: false });
  expect(await redrive()).toEqual({ redriven: 100, more: true });
  expect(await redrive({ queue: "document" })).toMatchObject({ redriven: 29, more: false });
  expect((await taken("document", mine.tenantId)).toSorted()).toEqual(ids);
  expect((await listOf(mine)).items).toEqual([]);
  expect((await listOf(other)).items).toHaveLength(1);
});

it("what is given up again while it is tried again stays on the list", async () => {
  const mine = aFirm("admin");
  const nudge = { tenantId: mine.tenantId, id: "doc_1" };
  await from("document-dlq", record("m-1", nudge));
  const [read] = (await listOf(mine)).items;
  await withClock(
    () => Date.now() + 1000,
    () => from("document-dlq", record("m-2", nudge)),
  );
  if (read) await remove(mine.tenantId, read);
  expect((await listOf(mine)).items).toMatchObject([{ times: 2, firstAt: read?.firstAt }]);
});
