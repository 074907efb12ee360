/**
 * Taking webhooks: how long the provider waits for its 200, by the number of events in a delivery. Ours is the real door on the
 * embedded SQS, which writes to disk. Floor: the signature checked and nothing kept. Peer: a message for each event.
 */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { captureLog } from "@practice-hub/core/lib/log";
import { sameText } from "@practice-hub/core/lib/secret/same-text";
import { delivery, type Delivery, eventOf, sign } from "./delivery.ts";
import type { Part } from "./report.ts";
import { median, p99, times } from "./stat.ts";

const EVENTS = [1, 10, 100] as const;
const AT_ONCE = [1, 8] as const;
const ROUNDS = 2;
const ROUND_MS = 1500;
const WARM_MS = 300;

type Take = (delivery: Delivery) => Promise<number>;

/** Needs the world's variables in the environment. */
export async function ingest(): Promise<Part> {
  const release = captureLog(() => undefined);
  const variants = await takers();
  const found: { name: string; events: number; atOnce: number; p50Ms: number; p99Ms: number; calls: number }[] = [];
  for (const atOnce of AT_ONCE) {
    for (const events of EVENTS) {
      const waits = new Map(variants.map(({ name }) => [name, [] as number[]]));
      for (let round = 0; round < ROUNDS; round += 1)
        for (const { name, take } of variants)
          waits.set(name, [...(waits.get(name) ?? []), ...(await load(take, events, atOnce))]);
      for (const { name, callsFor } of variants) {
        const ms = waits.get(name) ?? [];
        found.push({ name, events, atOnce, p50Ms: median(ms), p99Ms: p99(ms), calls: callsFor(events) });
      }
    }
  }
  release();
  const p50 = (name: string, events: number, atOnce: number) =>
    found.find((one) => one.name === name && one.events === events && one.atOnce === atOnce)?.p50Ms ?? Number.NaN;
  const growth = p50("ours", 100, 1) / p50("ours", 1, 1);
  const ahead = p50("a message for each event", 100, 1) / p50("ours", 100, 1);
  return {
    name: "Taking webhooks",
    about: `Milliseconds until the 200, by events in a delivery; the door is called without HTTP, the embedded SQS keeps what it has on disk. ${ROUNDS} rounds of ${ROUND_MS / 1000} s in turns. A hundred events take ours ${times(growth)} as long as one, and the peer ${times(ahead)} as long as ours.`,
    heads: ["", "at once", "events", "calls to SQS", "p50 ms", "p99 ms", "of ours"],
    rows: found.map(({ name, events, atOnce, calls, p50Ms, p99Ms }) => [
      name,
      String(atOnce),
      String(events),
      String(calls),
      p50Ms.toFixed(2),
      p99Ms.toFixed(2),
      times(p50Ms / p50("ours", events, atOnce)),
    ]),
    broken: [
      ...(growth <= 1.5 * 1.25 ? [] : ["a hundred events take ours at most 1.5 times as long as one"]),
      ...(ahead >= 15 / 1.25 ? [] : ["the door is 15 times as fast as a message for each of a hundred events"]),
    ],
    data: found,
  };
}

/** Waits in milliseconds of whatever was answered within the time, after a warm-up. Throws when one is not taken. */
async function load(take: Take, events: number, atOnce: number): Promise<number[]> {
  const waits: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + WARM_MS + ROUND_MS;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        const one = delivery(events);
        const at = performance.now();
        const status = await take(one);
        if (status !== 200) throw new Error(`a delivery was answered ${status}`);
        if (at > startedAt + WARM_MS) waits.push(performance.now() - at);
      }
    }),
  );
  return waits;
}

async function takers(): Promise<{ name: string; take: Take; callsFor: (events: number) => number }[]> {
  const { handler } = await import("../packages/functions/src/webhook/index.ts");
  const sqs = new SQSClient({});
  const held = ({ body, signature }: Delivery) => sameText(signature, sign(body));
  const eventsOf = (body: string) => (JSON.parse(body) as { events: object[] }).events;
  return [
    {
      name: "checked only",
      take: async (one) => (held(one) && eventsOf(one.body).length > 0 ? 200 : 401),
      callsFor: () => 0,
    },
    {
      name: "ours",
      take: async (one) => ((await handler(eventOf(one) as never)) as { statusCode: number }).statusCode,
      callsFor: () => 1,
    },
    {
      name: "a message for each event",
      take: async (one) => {
        if (!held(one)) return 401;
        const QueueUrl = process.env.QUEUE_EMAIL_URL ?? "";
        for (const event of eventsOf(one.body))
          await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
        return 200;
      },
      callsFor: (events) => events,
    },
  ];
}
