/** HTTP plumbing shared by the four services. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PortInUse } from "../error.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type Served = { url: string; close(): Promise<void> };

const CLOSE_GRACE_MS = 2_000;

/** Serves on 127.0.0.1 only; port 0 takes any free one. `log` hears of faults without any request content. */
export async function serve(
  service: string,
  handler: Handler,
  port: number,
  log: (line: string) => void,
): Promise<Served> {
  const server = createServer((request, response) => {
    // SDKs correct their own clock from this header, so it must tell virtual time; Node's own would be real time.
    response.setHeader("date", new Date().toUTCString());
    handler(request, response).catch((error: unknown) => {
      log(`${service}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortInUse(service, port) : error),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** The whole body, or undefined as soon as it is longer than `limit` bytes (the rest is then read and dropped). */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}
