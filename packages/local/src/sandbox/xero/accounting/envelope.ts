/** What an answer of the accounting API is wrapped in, and its refusal of elements. */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { Listed } from "../query/list.ts";
import type { Wire } from "../query/where.ts";

/** `plural` is the member that holds the records: Contacts, Invoices… */
export const envelope = (plural: string, { records, pagination }: Listed, nowMs: number): Wire => ({
  Id: randomUUID(),
  Status: "OK",
  ProviderName: "Practice Hub",
  DateTimeUTC: `/Date(${nowMs})/`,
  ...(pagination ? { pagination } : {}),
  [plural]: records,
});

export const answered = (c: Context, plural: string, list: Listed, nowMs: number): Response =>
  c.json(envelope(plural, list, nowMs));

const NO_ID = "00000000-0000-0000-0000-000000000000";

/** One element that was refused, as it came, with why. */
export const refusedElement = (input: Wire, idField: string, messages: readonly string[]): Wire => ({
  ...input,
  [idField]: input[idField] ?? NO_ID,
  ValidationErrors: messages.map((Message) => ({ Message })),
});

/** The body of a 400 about elements. */
export const validationException = (Elements: Wire[]): Wire => ({
  ErrorNumber: 10,
  Type: "ValidationException",
  Message: "A validation exception occurred",
  Elements,
});
