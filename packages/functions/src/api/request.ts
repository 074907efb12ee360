/** Reading a request by its contract: sizes, JSON, schemas. */
import { notFound, VisibleError } from "@practice-hub/core/lib/error";
import type { Context } from "hono";
import * as z from "zod";
import type { Contract } from "./contract/define.ts";
import { invalid } from "./problem.ts";

/** Nothing that belongs in JSON is longer; files go to the storage directly. */
export const MAX_BODY_BYTES = 1024 * 1024;

const tooLarge = () =>
  new VisibleError(
    "too-large",
    "request.too-large",
    "This request is too large. It may hold at most 1 MB; upload files as documents.",
  );

/** The body's text, when it is not too long; the length that was announced is checked before a byte is read. */
export async function readText(context: Context): Promise<string> {
  if (Number(context.req.header("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const text = await context.req.text();
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) throw tooLarge();
  return text;
}

export interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** The parts of a request as the contract wants them. A path that cannot name a record is a 404, like one that names none. */
export function parseInput(contract: Contract, context: Context, text: string): Input {
  const params = contract.params.safeParse(context.req.param());
  if (!params.success) throw notFound("page");
  const query = contract.query.safeParse(context.req.query());
  if (!query.success) throw invalid("query", query.error.issues);
  return {
    params: params.data,
    query: query.data,
    body: takesBody(contract) ? parseBody(contract, context, text) : undefined,
  };
}

export const takesBody = (contract: Contract): boolean => !(contract.body instanceof z.ZodVoid);

function parseBody(contract: Contract, context: Context, text: string): unknown {
  if (!/^application\/json\b/i.test(context.req.header("content-type") ?? ""))
    throw new VisibleError(
      "invalid",
      "request.not-json",
      "Send the body as JSON, with Content-Type: application/json.",
    );
  const body = contract.body.safeParse(parseJson(text));
  if (!body.success) throw invalid("body", body.error.issues);
  return body.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail =
      text.trim() === "" ? "The request has no body; this route needs one in JSON." : "The body is not valid JSON.";
    throw new VisibleError("invalid", "request.json-invalid", detail, { cause });
  }
}
