import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Outcome } from "../function/protocol.ts";
import { openFront, type Front } from "./front.ts";
import { createGateway, type GatewayOptions } from "./gateway.ts";
import { jsonAnswer } from "./response.ts";

const fronts: Front[] = [];
afterEach(async () => {
  await Promise.all(fronts.splice(0).map((front) => front.close(100)));
});

type Event = Record<string, unknown> & {
  headers: Record<string, string>;
  requestContext: { http: Record<string, string> };
};
interface Asked {
  front: Front;
  events: Event[];
}

/** A port with one function behind `ANY /api/{proxy+}` which answers what `result` says. */
async function open(
  result: (event: Event) => unknown,
  options: Partial<GatewayOptions> = {},
  throttle?: { rate: number; burst: number },
): Promise<Asked> {
  const events: Event[] = [];
  const target = {
    invoke: async (event: unknown, requestId: string): Promise<Outcome> => {
      const seen = JSON.parse(JSON.stringify(event)) as Event;
      events.push(seen);
      try {
        return { ok: true, requestId, payload: JSON.stringify((await result(seen)) ?? null) };
      } catch {
        return { ok: false, requestId, error: { errorType: "Error", errorMessage: "secret detail", stack: [] } };
      }
    },
  };
  const api = createGateway({
    routes: [{ key: "ANY /api/{proxy+}", target, throttle }],
    domainName: "abc.execute-api.eu-west-2.amazonaws.com",
    ...options,
  });
  const front = await openFront(0, { local: async () => jsonAnswer(200, { local: true }), api }, () => undefined);
  fronts.push(front);
  return { front, events };
}
const ok = { statusCode: 200, headers: { "content-type": "text/plain" }, body: "fine" };

describe("a request reaches the function as payload format 2.0", () => {
  it("with lower-cased, joined headers, split cookies, the query and the API's own host", async () => {
    const { front, events } = await open(() => ok);
    await raw(
      front,
      [
        "GET /api/a%20b?x=1&x=2&y=%20z HTTP/1.1",
        "Host: localhost",
        "X-Twice: one",
        "x-twice: two",
        "Cookie: a=1; b=2",
        "X-Forwarded-For: 9.9.9.9",
        "Connection: close",
        "",
        "",
      ].join("\r\n"),
    );
    expect(events[0]).toMatchObject({
      version: "2.0",
      routeKey: "ANY /api/{proxy+}",
      rawPath: "/api/a%20b",
      rawQueryString: "x=1&x=2&y=%20z",
      queryStringParameters: { x: "1,2", y: " z" },
      pathParameters: { proxy: "a b" },
      cookies: ["a=1", "b=2"],
      isBase64Encoded: false,
      headers: {
        "x-twice": "one,two",
        host: "abc.execute-api.eu-west-2.amazonaws.com",
        "x-forwarded-for": "9.9.9.9, 127.0.0.1, 192.0.2.1",
      },
      requestContext: {
        domainName: "abc.execute-api.eu-west-2.amazonaws.com",
        stage: "$default",
        http: { method: "GET", path: "/api/a%20b", sourceIp: "192.0.2.1" },
      },
    });
    expect(events[0]?.headers).not.toHaveProperty("cookie");
    expect(events[0]).not.toHaveProperty("body");
  });

  it("with text as text, and everything else (forms, compressed bodies, broken UTF-8) in base64", async () => {
    const { front, events } = await open(() => ok);
    const post = (type: string, body: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
      fetch(`${front.url}/api/x`, { method: "POST", body, headers: { "content-type": type, ...more } });
    await post("application/json; charset=utf-8", '{"é":1}');
    await post("application/x-www-form-urlencoded", "a=1");
    await post("application/json", "packed", { "content-encoding": "gzip" });
    await post("text/plain", new Uint8Array([0xff, 0xfe]));
    expect(events.map((event) => [event.isBase64Encoded, event.body])).toEqual([
      [false, '{"é":1}'],
      [true, Buffer.from("a=1").toString("base64")],
      [true, Buffer.from("packed").toString("base64")],
      [true, "//4="],
    ]);
  });

  it("under one origin, whichever loopback name the browser used", async () => {
    const { front, events } = await open(() => ok);
    await fetch(`http://127.0.0.1:${front.port}/api/x`, {
      method: "POST",
      headers: { origin: `http://127.0.0.1:${front.port}` },
    });
    await fetch(`http://127.0.0.1:${front.port}/api/x`, { method: "POST", headers: { origin: "http://evil.example" } });
    expect(events.map((event) => event.headers.origin)).toEqual([front.url, "http://evil.example"]);
  });
});

describe("a result becomes the answer API Gateway makes of it", () => {
  it("with status, headers, several cookies and a decoded body", async () => {
    const { front } = await open(() => ({
      statusCode: 201,
      headers: { "X-A": 1, "content-type": "application/octet-stream" },
      cookies: ["a=1; HttpOnly", "b=2"],
      body: "AAEC",
      isBase64Encoded: true,
    }));
    const answer = await fetch(`${front.url}/api/x`);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("x-a")).toBe("1");
    expect(answer.headers.getSetCookie()).toEqual(["a=1; HttpOnly", "b=2"]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([0, 1, 2]));
    expect(answer.headers.get("apigw-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("as JSON when it has no status code", async () => {
    const { front } = await open(() => ({ hello: "there" }));
    const answer = await fetch(`${front.url}/api/x`);
    expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
      200,
      "application/json",
      { hello: "there" },
    ]);
  });

  it.each([
    ["a thrown error", () => Promise.reject(new Error("x"))],
    ["a body that is not text", () => ({ statusCode: 200, body: { a: 1 } })],
    ["a status that is none", () => ({ statusCode: "many" })],
  ])("as a 500 with fixed words for %s", async (_name, result) => {
    const { front } = await open(result);
    const answer = await fetch(`${front.url}/api/x`);
    expect([answer.status, await answer.json()]).toEqual([500, { message: "Internal Server Error" }]);
  });
});

describe("the limits of API Gateway hold", () => {
  it("a body over 10 MB is refused before anything runs, over 6 MB because Lambda would not take it", async () => {
    const { front, events } = await open(() => ok);
    for (const megabytes of [12, 7]) {
      const answer = await fetch(`${front.url}/api/x`, {
        method: "POST",
        headers: { "content-type": "text/plain" },
        body: "x".repeat(megabytes * 1024 * 1024),
      });
      expect([answer.status, await answer.json()]).toEqual([413, { message: "Request Too Long" }]);
    }
    const streamed = await fetch(`${front.url}/api/x`, {
      method: "POST",
      body: new Blob(["x".repeat(11 * 1024 * 1024)]).stream(),
      duplex: "half",
    });
    expect(streamed.status).toBe(413);
    expect(events).toEqual([]);
    expect((await fetch(`${front.url}/api/x`)).status).toBe(200);
  });

  it("a route over its rate answers 429", async () => {
    const { front } = await open(() => ok, {}, { rate: 0.001, burst: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await fetch(`${front.url}/api/x`)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it("a function slower than the integration timeout answers 503", async () => {
    const { front } = await open(() => new Promise((resolve) => setTimeout(resolve, 300, ok)), {
      integrationTimeoutMs: 50,
    });
    const answer = await fetch(`${front.url}/api/x`);
    expect([answer.status, await answer.json()]).toEqual([503, { message: "Service Unavailable" }]);
  });
});

describe("the port", () => {
  it("serves /__local only under a loopback host name", async () => {
    const { front } = await open(() => ok);
    expect((await fetch(`${front.url}/__local`)).status).toBe(200);
    expect(await raw(front, "GET /__local HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 403 /,
    );
    expect(
      await raw(
        front,
        `GET /__local HTTP/1.1\r\nHost: localhost.evil.example:${front.port}\r\nConnection: close\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 403 /);
  });

  it("says that it is starting until the site is there", async () => {
    const { front } = await open(() => ok);
    const answer = await fetch(`${front.url}/`);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  it("in use is said in one line with a way out", async () => {
    const { front } = await open(() => ok);
    await expect(openFront(front.port, front.behaviours, () => undefined)).rejects.toThrow(
      `port ${front.port} is in use; stop what uses it or choose another: PORT=${front.port + 1} npm start`,
    );
  });
});

/** Sends bytes as they are and answers everything that came back. */
function raw(front: Front, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(front.port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => (answer += chunk));
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}
