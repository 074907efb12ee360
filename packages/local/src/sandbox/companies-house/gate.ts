/** Who may ask, and how often: Basic authentication, and 600 requests in each window of five minutes for one key. */
import type { MiddlewareHandler } from "hono";

/** Keys of this sandbox; the real register's look different, so that neither is taken for the other. */
export const SANDBOX_KEY = "sandbox-companies-house-key";
const KEY = /^sandbox-[\w-]{1,60}$/;

const LIMIT = 600;
const WINDOW_MS = 5 * 60_000;

interface Window {
  endsAt: number;
  used: number;
}

/** The key of a Basic header: its user name; the password is empty. */
function keyOf(authorization: string): string | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization)?.[1];
  const [key, password] = encoded ? Buffer.from(encoded, "base64").toString("utf8").split(":") : [];
  return key !== undefined && password === "" && KEY.test(key) ? key : null;
}

export function gate(): MiddlewareHandler {
  const windows = new Map<string, Window>();
  return async (c, next) => {
    if (c.req.path === "/" || c.req.path.startsWith("/__")) return next();
    const authorization = c.req.header("authorization");
    if (!authorization) return c.json({ error: "Empty Authorization header", type: "ch:service" }, 401);
    const key = keyOf(authorization);
    if (key === null) return c.json({ error: "Invalid Authorization", type: "ch:service" }, 401);

    const at = Date.now();
    const running = windows.get(key);
    const window = running && running.endsAt > at ? running : { endsAt: at + WINDOW_MS, used: 0 };
    windows.set(key, window);
    window.used += 1;
    const headers = {
      "x-ratelimit-limit": String(LIMIT),
      "x-ratelimit-remain": String(Math.max(0, LIMIT - window.used)),
      "x-ratelimit-reset": String(Math.ceil(window.endsAt / 1000)),
      "x-ratelimit-window": "5m",
    };
    // No Retry-After: the real one sends none.
    if (window.used > LIMIT) return c.body(null, 429, headers);
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    return undefined;
  };
}
