import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { address } from "./api.ts";
import { send } from "./http.ts";
import { RequestError } from "./problem.ts";

let close: (() => void) | undefined;
afterEach(() => close?.());

const serve = (answer: RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer(answer).listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
    close = () => server.close();
  });

test("parameters are put into the path as text of the path, empty ones left out of the query", () => {
  expect(address("/api/clients/{id}/people", { id: "a/b?c" }, { cursor: undefined, limit: 25, q: "" })).toBe(
    "/api/clients/a%2Fb%3Fc/people?limit=25",
  );
  expect(address("/api/me")).toBe("/api/me");
  expect(address("/api/clients", {}, { q: "Smith & Co" })).toBe("/api/clients?q=Smith+%26+Co");
});

test("a body goes as JSON with its headers, and the answer comes back parsed", async () => {
  const url = await serve((request, answer) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () =>
      answer.end(
        JSON.stringify({ text, type: request.headers["content-type"], key: request.headers["idempotency-key"] }),
      ),
    );
  });
  expect(await send("POST", url, { body: { a: 1 }, headers: { "idempotency-key": "k" } })).toEqual({
    text: '{"a":1}',
    type: "application/json",
    key: "k",
  });
});

test("an empty success is null", async () => {
  const url = await serve((_, answer) => answer.writeHead(204).end());
  expect(await send("POST", url)).toBeNull();
});

test("a success that is not JSON is refused, not handed on", async () => {
  const url = await serve((_, answer) => answer.end("<html>"));
  await expect(send("GET", url)).rejects.toMatchObject({ failure: { code: "contract" } });
});

test("a refusal carries its status, code and request id", async () => {
  const url = await serve((_, answer) =>
    answer
      .writeHead(404, { "x-request-id": "r1" })
      .end('{"code":"client.not-found","detail":"There is no such client."}'),
  );
  const error = await send("GET", url).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(RequestError);
  expect(error).toMatchObject({ status: 404, code: "client.not-found", failure: { requestId: "r1" } });
});

test("a server that is away is a network failure; an abort stays an abort", async () => {
  const url = await serve((_, answer) => answer.destroy());
  await expect(send("GET", url)).rejects.toMatchObject({ status: 0, code: "network" });
  const controller = new AbortController();
  controller.abort();
  await expect(send("GET", url, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
});
