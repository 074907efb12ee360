import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { contracts } from "./contract/index.ts";
import { docsPage } from "./docs.ts";
import { send } from "../testing/request.ts";
import { routes } from "./route/index.ts";

const app = createApp({
  routes,
  identify: () => Promise.resolve(null),
  pages: [{ path: "/api/docs", answer: () => docsPage(contracts) }],
});
const name = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe("the description", () => {
  test("names every route the door serves, and no other", async () => {
    const { json } = await send(app, "/api/openapi.json");
    const paths = json.paths as Record<string, Record<string, unknown>>;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(routes.map(({ contract }) => name(contract)).toSorted());
    expect(contracts.map(name).toSorted()).toEqual(described.toSorted());
    expect(new Set(described).size).toBe(described.length);
  });

  test("describes every member of every path, body and answer", async () => {
    const { json } = await send(app, "/api/openapi.json");
    expect(json.openapi).toMatch(/^3\.1/);
    for (const [path, methods] of Object.entries(
      json.paths as Record<
        string,
        Record<string, { parameters: { name: string; in: string }[]; responses: Record<string, unknown> }>
      >,
    )) {
      for (const operation of Object.values(methods)) {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, member]) => member);
        expect(operation.parameters.filter((one) => one.in === "path").map((one) => one.name)).toEqual(inPath);
        expect(Object.keys(operation.responses)).toContain("default");
      }
    }
  });

  test("has a page that needs no script and no network", async () => {
    const page = await send(app, "/api/docs");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'/);
    expect(page.text).not.toMatch(/<script|https?:\/\/(?!127)|style="/);
    for (const { path } of contracts) expect(page.text).toContain(path);
  });

  test("is made from files that hold nothing of the server", () => {
    const files = globSync("contract/**/*.ts", { cwd: import.meta.dirname });
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const source = readFileSync(new URL(file, import.meta.url), "utf8");
      for (const [, from] of source.matchAll(/from "([^"]+)"/g))
        expect(from).toMatch(
          /^zod$|^\.{1,2}\/(?:[\w-]+\/)?[\w-]+\.ts$|^@practice-hub\/core\/(?:[\w-]+\/schema|lib\/schema|lib\/permission)$/,
        );
    }
  });
});

describe("limits", () => {
  /** Every string has a length or a closed form, every list a length: nobody can send a megabyte in one field. */
  const unbounded = (schema: Record<string, unknown>, path: string): string[] => {
    const parts = ["anyOf", "oneOf", "allOf"].flatMap(
      (key) => (schema[key] as Record<string, unknown>[] | undefined) ?? [],
    );
    const inParts = parts.flatMap((part) => unbounded(part, path));
    const members = Object.entries(
      (schema.properties as Record<string, Record<string, unknown>> | undefined) ?? {},
    ).flatMap(([key, member]) => unbounded(member, `${path}.${key}`));
    const items = schema.items ? unbounded(schema.items as Record<string, unknown>, `${path}[]`) : [];
    const isOpen =
      (schema.type === "string" && !["maxLength", "enum", "const", "format", "pattern"].some((key) => key in schema)) ||
      (schema.type === "array" && !("maxItems" in schema)) ||
      Object.keys(schema).filter((key) => key !== "description").length === 0;
    return [...(isOpen ? [path] : []), ...inParts, ...members, ...items];
  };

  test("hold on every string and list that a route takes", async () => {
    const { json } = await send(app, "/api/openapi.json");
    type Operation = {
      requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
      parameters: { name: string; schema?: Record<string, unknown> }[];
    };
    const open = Object.entries(json.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => [
        ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
          unbounded(schema, `${method} ${path} body`),
        ),
        ...operation.parameters.flatMap((one) =>
          one.schema && one.name !== "limit" ? unbounded(one.schema, `${method} ${path} ${one.name}`) : [],
        ),
      ]),
    );
    expect(open).toEqual([]);
  });
});
