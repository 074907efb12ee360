/** Refusals as the API words them, each in its own format. */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

const problem = (c: Context, Status: 401 | 403, Title: string, Detail: string): Response =>
  c.json({ Type: null, Title, Status, Detail, Instance: randomUUID(), Extensions: {} }, Status);

export const unauthorized = (c: Context, detail: string): Response => problem(c, 401, "Unauthorized", detail);

/** The organisation is not connected with us (any more), or there is none of that id. */
export const forbidden = (c: Context): Response => problem(c, 403, "Forbidden", "AuthenticationUnsuccessful");

export const missing = (c: Context): Response => c.text("The resource you're looking for cannot be found", 404);

/** A request that is wrong as a whole. */
export const wrong = (
  c: Context,
  {
    type,
    number,
    message,
    status = 400,
  }: { type: string; number: number; message: string; status?: ContentfulStatusCode },
): Response => c.json({ ErrorNumber: number, Type: type, Message: message }, status);
