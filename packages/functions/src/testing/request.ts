/** For tests of the door: firms, their people, and requests as a browser would send them. */
import type { StaffActor } from "@practice-hub/core/lib/actor";
import { newId } from "@practice-hub/core/lib/id";
import type { Role } from "@practice-hub/core/lib/permission";
import type { Hono } from "hono";

export const ORIGIN = "http://127.0.0.1:3000";

export const someStaff = (over: Partial<StaffActor> = {}): StaffActor => ({
  kind: "staff",
  tenantId: newId("firm"),
  userId: newId("usr"),
  name: "Olive Alder",
  email: "olive@alder.example",
  role: "owner" satisfies Role,
  ...over,
});

export interface Sent {
  method?: string;
  json?: unknown;
  body?: string;
  cookie?: string | undefined;
  origin?: string | null;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/** One request; with our own `Origin` unless another, or none, is given. */
export async function send(
  app: Hono,
  path: string,
  { method, json, body, cookie, origin = ORIGIN, headers = {} }: Sent = {},
): Promise<Answer> {
  const text = json === undefined ? body : JSON.stringify(json);
  const answer = await app.request(path, {
    method: method ?? (text === undefined ? "GET" : "POST"),
    headers: {
      ...(text === undefined ? {} : { "content-type": "application/json" }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(origin === null ? {} : { origin }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const read = await answer.text();
  const isJson = (answer.headers.get("content-type") ?? "").includes("json");
  return {
    status: answer.status,
    headers: answer.headers,
    text: read,
    json: isJson ? (JSON.parse(read) as Record<string, unknown>) : {},
  };
}
