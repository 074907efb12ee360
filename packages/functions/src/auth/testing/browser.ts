/** A browser at the auth door: keeps cookies, sends an Origin, arrives through the gateway; and the mailbox behind it. */
import { randomUUID } from "node:crypto";
import { createAuth } from "@practice-hub/core/auth";
import { actorFromCookies } from "@practice-hub/core/auth/session";
import "../../../../core/src/auth/testing/quick-password.ts";
import { mailbox } from "../../../../core/src/auth/testing/table.ts";
import { createApp } from "../app.ts";

const app = createApp(createAuth());
export { mailbox };
export const PASSWORD = "correct horse battery";

export interface Answer<T> {
  status: number;
  headers: Headers;
  data: T;
}

export class Browser {
  readonly cookies = new Map<string, string>();
  /** An address of its own, so that no test meets the rate limit of another. */
  ip: string;
  origin: string | null = String(process.env.APP_URL);

  constructor() {
    this.ip = `10.${byte()}.${byte()}.${byte()}`;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await app.request(
      `${String(process.env.APP_URL)}${path}`,
      {
        method,
        headers: {
          ...(this.origin === null ? {} : { origin: this.origin }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}),
          "user-agent": "Test Browser",
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { event: { requestContext: { requestId: randomUUID(), http: { sourceIp: this.ip } } } },
    );
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "" || /max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  async #json<T>(answer: Response): Promise<Answer<T>> {
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      data: (/json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : null) as T,
    };
  }

  async get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.#json(await this.request("GET", path));
  }
  async post<T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<Answer<T>> {
    return this.#json(await this.request("POST", path, body));
  }
  staff = () => actorFromCookies(this.cookieHeader, "staff");
  portal = () => actorFromCookies(this.cookieHeader, "portal");

  signIn = (email: string, password = PASSWORD) => this.post("/api/auth/sign-in/email", { email, password });
}

const byte = (): number => Math.floor(Math.random() * 256);

export const newEmail = (): string => `${randomUUID()}@people.example`;

/** The token at the end of the newest mail's link. */
export async function tokenTo(email: string, template: string): Promise<string> {
  const letter = (await mailbox(email)).findLast((one) => one.template === template);
  const url = new URL(String(letter?.props.url));
  return url.searchParams.get("token") ?? url.pathname.split("/").at(-1) ?? "";
}

/** A firm whose owner has signed up, confirmed the address and is signed in. */
export async function newFirm(firmName = "Alder & Co"): Promise<{ owner: Browser; email: string }> {
  const owner = new Browser();
  const email = newEmail();
  await owner.post("/api/auth/sign-up/email", { name: "Olivia Alder", email, password: PASSWORD, firmName });
  await owner.get(`/api/auth/verify-email?token=${await tokenTo(email, "verify-email")}`);
  return { owner, email };
}
