import { createHash } from "node:crypto";

/** A browser-like caller of the product: keeps cookies, sends the Origin, and throws on an answer nobody planned for. */
export class Caller {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Any JSON request; `also` names failing statuses that are fine here (what an earlier, killed seed already did). */
  async call(
    method: string,
    path: string,
    body?: unknown,
    also: readonly number[] = [],
  ): Promise<Record<string, unknown>> {
    const answer = await fetch(new URL(path, this.#url), {
      method,
      redirect: "manual",
      headers: {
        origin: this.#url,
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "idempotency-key": keyOf(method, path, body) }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      this.#cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const text = await answer.text();
    if (answer.status >= 400 && !also.includes(answer.status))
      throw new Error(`seed: ${method} ${path.split("?")[0]} answered ${answer.status}`);
    return text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
  }
}

/** The same write of a second seed is the same write: a start that was killed half-way leaves no doubles. */
const keyOf = (method: string, path: string, body: unknown): string =>
  `seed-${createHash("sha256")
    .update(JSON.stringify([method, path, body]))
    .digest("hex")
    .slice(0, 32)}`;
