/** The site as CloudFront serves it from its bucket: viewer function, GET and HEAD only, caching and security headers. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import type { HttpAnswer } from "../gateway/response.ts";
import type { SitePolicy } from "./policy.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** Serves `folder` by `policy`. Nothing outside the folder can be named. */
export function createSite(folder: string, policy: SitePolicy): (request: IncomingMessage) => Promise<HttpAnswer> {
  const home = path.resolve(folder);

  return async (request) => {
    const { method = "GET", url = "/" } = request;
    if (method !== "GET" && method !== "HEAD") return refuse(403, "Forbidden");
    const uri = policy.rewrite((url.split("?")[0] ?? "/") || "/");
    const file = fileOf(home, uri);
    const body = file && (await read(file));
    if (!body) return refuse(404, "Not Found");
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
    const headers: [string, string][] = [
      ["content-type", TYPES[path.extname(file)] ?? "application/octet-stream"],
      ["cache-control", policy.cacheControl(uri)],
      ["etag", etag],
      ...policy.headers,
    ];
    if (request.headers["if-none-match"] === etag) return { status: 304, headers, body: Buffer.alloc(0) };
    return { status: 200, headers, body };
  };

  function refuse(status: number, message: string): HttpAnswer {
    return {
      status,
      headers: [["content-type", "text/plain; charset=utf-8"], ...policy.headers],
      body: Buffer.from(`${message}\n`),
    };
  }
}

/** The file a path names, or undefined for one that is malformed or leads out. */
function fileOf(home: string, uri: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(uri);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(decoded) || decoded.split("/").some((part) => part.startsWith("."))) return undefined;
  const file = path.resolve(home, `.${path.posix.normalize(`/${decoded}`)}`);
  return file.startsWith(home + path.sep) ? file : undefined;
}

async function read(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}
