/** The OpenAPI 3.1 description, made from the contracts, so it cannot say anything else than the door does. */
import { ERROR_STATUS } from "@practice-hub/core/lib/error";
import * as z from "zod";
import type { Contract } from "./contract/define.ts";
import { PROBLEM_TYPE } from "./problem.ts";
import { takesBody } from "./request.ts";

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
};

const parameters = (schema: z.ZodType, place: "path" | "query"): Json[] => {
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: described,
  }));
};

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key with the same request is carried out once and answered the same, for a day.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

/** Who may call it, in words for the page and in a form for programs. */
export const actorWords = ({ actor }: Contract): string => {
  switch (actor.kind) {
    case "staff":
      return actor.permission === null ? "Staff" : `Staff who may ${actor.permission}`;
    case "portal":
      return "A client's own person";
    case "operator":
      return "The operator, by secret";
    case "anyone":
      return "Anyone";
  }
};

/** How a caller shows who it is. */
const securityOf = ({ actor }: Contract): Json[] =>
  actor.kind === "anyone" ? [] : [actor.kind === "operator" ? { operator: [] } : { session: [] }];

/** A success: JSON, or where the browser goes on. A browser that is redirected meets no problem document. */
function responses({ status, output, failurePage }: Contract): Json {
  if (failurePage !== null)
    return {
      302: {
        description: `Goes on elsewhere; after a failure to ${failurePage} with the code as \`error\``,
        headers: { Location: { schema: { type: "string" } } },
      },
      default: { $ref: "#/components/responses/Problem" },
    };
  return {
    [status]: { description: "Done", content: { "application/json": { schema: schemaOf(output, "output") } } },
    default: { $ref: "#/components/responses/Problem" },
  };
}

function operation(contract: Contract): Json {
  const { method, params, query, body, summary, actor } = contract;
  return {
    summary,
    description: actorWords(contract),
    "x-actor": actor,
    security: securityOf(contract),
    parameters: [
      ...parameters(params, "path"),
      ...parameters(query, "query"),
      ...(method === "GET" ? [] : [{ $ref: "#/components/parameters/IdempotencyKey" }]),
    ],
    ...(takesBody(contract)
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } }
      : {}),
    responses: responses(contract),
  };
}

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer", enum: [...Object.values(ERROR_STATUS), 500] },
    detail: { type: "string", description: "A sentence for the person." },
    instance: { type: "string" },
    code: { type: "string", description: "Stable and machine-readable, e.g. client.version-conflict." },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

/** The whole document. */
export function describe(contracts: readonly Contract[]): {
  openapi: string;
  info: Json;
  paths: Record<string, Json>;
  components: Json;
} {
  const paths: Record<string, Json> = {};
  for (const contract of contracts)
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operation(contract) };
  return {
    openapi: "3.1.1",
    info: {
      title: "Practice Hub",
      version: "1",
      description:
        "JSON under /api. Every failure is a problem document (RFC 9457). What changes something needs an Origin header of the product itself.",
    },
    paths,
    components: {
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      responses: {
        Problem: {
          description: "A failure",
          content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "session", description: "The session cookie set by /api/auth." },
        operator: { type: "http", scheme: "bearer", description: "CRON_SECRET." },
      },
    },
  };
}
