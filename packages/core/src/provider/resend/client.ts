/**
 * Sending through Resend's SDK. The SDK never throws for an answer or a broken connection (it returns `error`), knows no
 * timeout and retries nothing; all three are added here.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Resend } from "resend";
import * as z from "zod";
import { baseUrl, readConfig } from "../../lib/config.ts";
import { logIntegration } from "../../lib/log.ts";
import { withBreaker } from "../../lib/provider/breaker.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { retryTransient } from "../../lib/provider/retry.ts";
import { isQuota, PROVIDER, TAKEN_BEFORE, toProviderError } from "./error.ts";

interface OutgoingMail {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Come back with every event. Letters, digits, `_` and `-` only. */
  tags: Record<string, string>;
  /** The same for every attempt at this mail; the provider keeps it for 24 hours. */
  idempotencyKey: string;
}

/** `providerId` is null when the provider took this mail before, and will not say under which id. */
interface Sent {
  providerId: string | null;
}

const TIMEOUT_MS = 6000;
const USER_AGENT = "practice-hub/1 (resend-node)";
const SendAnswer = z.object({ id: z.string().min(1).max(100) });

const senderAddress = (address: string): string => (address.includes("<") ? address : `Practice Hub <${address}>`);

/** Sends one mail, or throws a `ProviderError`. Within about 20 s. */
export async function sendMail(mail: OutgoingMail): Promise<Sent> {
  const started = performance.now();
  const done = (outcome: string, more: Record<string, unknown> = {}) =>
    logIntegration(PROVIDER, "send_email", { outcome, ms: Math.round(performance.now() - started), ...more });
  try {
    // A used-up quota says nothing about the provider's health, so the breaker does not see it.
    const sent = await withBreaker(PROVIDER, () =>
      twice(() => obeyingLimit(() => post(mail))).catch((error: unknown) => {
        if (error instanceof ProviderError && isQuota(error)) return error;
        throw error;
      }),
    );
    if (sent instanceof ProviderError) throw sent;
    done("ok");
    return sent;
  } catch (error) {
    if (error instanceof ProviderError)
      done("failed", { kind: error.kind, status: error.details.status, code: error.details.providerCode });
    throw error;
  }
}

/** Two tries. After one whose outcome is unknown, "no, not now" to the second does not mean that the mail was not taken. */
async function twice(call: () => Promise<Sent>): Promise<Sent> {
  let unsure = false;
  try {
    return await retryTransient(
      () =>
        call().catch((error: unknown) => {
          if (error instanceof ProviderError && error.kind === "unavailable") unsure = true;
          throw error;
        }),
      { attempts: 2 },
    );
  } catch (error) {
    if (unsure && error instanceof ProviderError && error.kind === "rate-limit")
      throw new ProviderError("unavailable", { provider: PROVIDER, status: error.details.status, cause: error });
    throw error;
  }
}

async function post(mail: OutgoingMail): Promise<Sent> {
  await pace();
  const config = readConfig({
    RESEND_API_KEY: z.string(),
    RESEND_BASE_URL: baseUrl().default("https://api.resend.com"),
    RESEND_FROM_EMAIL: z.string().max(320),
  });
  const resend = new Resend(config.RESEND_API_KEY, { baseUrl: config.RESEND_BASE_URL, userAgent: USER_AGENT });
  const options = {
    idempotencyKey: mail.idempotencyKey,
    // Reach fetch through the SDK: it spreads its options.
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "error",
  };
  const { data, error, headers } = await resend.emails.send(
    {
      from: senderAddress(config.RESEND_FROM_EMAIL),
      to: [mail.to],
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      tags: Object.entries(mail.tags).map(([name, value]) => ({ name, value })),
    },
    options,
  );
  if (error) {
    if (error.name === TAKEN_BEFORE) return { providerId: null };
    throw toProviderError(error, headers);
  }
  const parsed = SendAnswer.safeParse(data);
  if (!parsed.success) throw new ProviderError("contract", { provider: PROVIDER, cause: parsed.error });
  return { providerId: parsed.data.id };
}

/** Resend takes 5 requests a second from an account; two workers at most run at once. */
const SPACING_MS = 400;
let nextAt = 0;

/** Keeps this process's calls apart; the first of a quiet moment does not wait. */
async function pace(): Promise<void> {
  const at = Math.max(performance.now(), nextAt);
  nextAt = at + SPACING_MS;
  await sleep(Math.max(0, at - performance.now()));
}

const MAX_WAIT_MS = 2000;
const MAX_WAITS = 3;

/** Waits out a limit that ends within seconds, here: giving the mail back would cost minutes. */
async function obeyingLimit<T>(call: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await call();
    } catch (error) {
      const limited = error instanceof ProviderError && error.kind === "rate-limit" && !isQuota(error);
      const after = limited ? (error.details.retryAfterMs ?? 1000) : Number.POSITIVE_INFINITY;
      if (after > MAX_WAIT_MS || waits === MAX_WAITS) throw error;
      await sleep(after + Math.random() * 200);
    }
  }
}
