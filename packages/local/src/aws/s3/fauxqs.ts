/**
 * fauxqs's S3 as functions: its router is fed a stand-in for Fastify that only keeps the handlers. Objects are rows of
 * SQLite (one row per object, so a write is atomic and a key can be any text); see `../sqs/fauxqs.ts` for the pinning.
 */
import { load, openPersistence } from "../sqs/fauxqs.ts";

export type StoredObject = { key: string; etag: string; contentLength: number; lastModified: Date };

export type S3Store = {
  persistence: unknown;
  buckets: Map<string, Map<string, StoredObject>>;
  multipartUploads: Map<string, { bucket: string; key: string }>;
  createBucket(name: string): void;
  hasBucket(name: string): boolean;
  /** Throws when there is none. */
  headObject(bucket: string, key: string): StoredObject;
  putObject(
    bucket: string,
    key: string,
    body: Buffer,
    contentType: string,
    metadata: Record<string, string>,
    system: Record<string, string>,
  ): StoredObject;
};

/** A request as fauxqs's handlers read it. */
type S3Request = {
  method: string;
  bucket: string;
  key: string;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: Buffer;
};

export type S3Answer = { status: number; headers: Record<string, string>; body: Buffer };

type Handler = (request: object, reply: object) => Promise<void>;
type Router = { (app: object, store: S3Store): void };

const { S3Store: Store } = await load<{ S3Store: new () => S3Store }>("./s3/s3Store.js");
const { registerS3Routes } = await load<{ registerS3Routes: Router }>("./s3/s3Router.js");
export const { decodeAwsChunked } = await load<{
  decodeAwsChunked: (body: Buffer) => { body: Buffer; trailers: Record<string, string> };
}>("./s3/chunkedEncoding.js");

export type ObjectStore = { store: S3Store; answer(request: S3Request): Promise<S3Answer>; close(): void };

/** Opens `fauxqs.db` in the folder and makes the buckets that are missing. */
export function openObjects(dir: string, buckets: string[]): ObjectStore {
  const persistence = openPersistence(dir);
  const store = new Store();
  persistence.loadS3(store); // before the store writes through
  store.persistence = persistence;
  for (const name of buckets) store.createBucket(name);
  const handlers = handlersOf(store);
  return {
    store,
    answer: (request) => answer(handlers, request),
    close: () => persistence.close(),
  };
}

/** Handlers by `METHOD path`, path being one of `/`, `/:bucket`, `/:bucket/*`. */
function handlersOf(store: S3Store): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  const keep =
    (method: string) =>
    (path: string, handler: Handler): void =>
      void handlers.set(`${method} ${path}`, handler);
  const app = {
    put: keep("PUT"),
    get: keep("GET"),
    head: keep("HEAD"),
    post: keep("POST"),
    delete: keep("DELETE"),
    route: ({ method, url, handler }: { method: string; url: string; handler: Handler }) => keep(method)(url, handler),
  };
  registerS3Routes(app, store);
  return handlers;
}

async function answer(handlers: Map<string, Handler>, request: S3Request): Promise<S3Answer> {
  const { method, bucket, key, query, headers, body } = request;
  const handler = handlers.get(`${method} ${bucket === "" ? "/" : "/:bucket/*"}`);
  const result: S3Answer = { status: 200, headers: {}, body: Buffer.alloc(0) };
  if (handler === undefined) return { ...result, status: 405 };
  const reply = {
    status: (code: number) => {
      result.status = code;
      return reply;
    },
    header: (name: string, value: string | number) => {
      result.headers[name] = String(value);
      return reply;
    },
    send: (content?: string | Buffer) => {
      if (content !== undefined) result.body = Buffer.from(content);
      return reply;
    },
  };
  await handler({ params: { bucket, "*": key }, query, headers, body }, reply);
  return result;
}
