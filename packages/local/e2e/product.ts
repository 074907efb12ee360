/** The product as tests use it: the one they share, or one of their own. */
import { inject } from "vitest";
import { launchProduct, type LocalInfo, type Running, untilReady } from "./launch.ts";

declare module "vitest" {
  interface ProvidedContext {
    product: Running;
  }
}

/** The running product, ready. */
export interface Product {
  url: string;
  info: LocalInfo;
}

/** One that a test has for itself. */
export interface OwnProduct extends Product {
  /** SIGKILL of the whole process; data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A product that no other test sees, for those that kill it or need to be alone with it. It costs ten seconds. */
export async function bootProduct(): Promise<OwnProduct> {
  const process = await launchProduct();
  let info = await untilReady(process.running());
  return {
    url: process.running().url,
    get info() {
      return info;
    },
    kill: process.kill,
    restart: async () => {
      process.again();
      info = await untilReady(process.running());
    },
    close: process.close,
  };
}

/**
 * The product that the e2e files share (world.ts), ready. They run at the same time: what a test counts or sums up must
 * be its own, by its names or in a firm of its own.
 */
export async function sharedProduct(): Promise<Product> {
  const running = inject("product");
  return { url: running.url, info: await untilReady(running) };
}

/** A browser-like caller: keeps cookies, sends the Origin. */
export class Caller {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  constructor(url: string) {
    this.#url = url;
  }

  async request<T = Record<string, unknown>>(
    method: string,
    pathname: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; data: T; headers: Headers }> {
    const answer = await fetch(this.#url + pathname, {
      method,
      redirect: "manual",
      headers: {
        origin: this.#url,
        ...(this.#cookies.size > 0
          ? { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") }
          : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    let data: unknown = text;
    try {
      data = JSON.parse(text);
    } catch {
      // Not every answer is JSON.
    }
    return { status: answer.status, data: data as T, headers: answer.headers };
  }

  get = <T>(pathname: string) => this.request<T>("GET", pathname);
  post = <T>(pathname: string, body: unknown = {}, headers?: Record<string, string>) =>
    this.request<T>("POST", pathname, body, headers);

  async signIn(email: string, password: string): Promise<void> {
    const { status } = await this.post("/api/auth/sign-in/email", { email, password });
    if (status !== 200) throw new Error(`sign-in answered ${status}`);
  }
}

/** Waits until the product's queues are empty and its workers still. */
export async function idle(product: Product, timeoutMs = 30_000): Promise<void> {
  const answer = await fetch(`${product.url}/__local/idle?timeoutMs=${timeoutMs}`);
  if (answer.status !== 200) throw new Error(`not idle: ${answer.status} ${await answer.text()}`);
}

/** A mail as the Resend sandbox holds it. */
export interface SandboxMail {
  id: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  links: string[];
}
/** Every mail that the provider took, or those to one address. */
export async function inbox(product: Product, to?: string): Promise<SandboxMail[]> {
  const query = to === undefined ? "" : `?to=${encodeURIComponent(to)}`;
  const answer = await fetch(`${product.info.sandbox.resend}/__state${query}`);
  return ((await answer.json()) as { mails: SandboxMail[] }).mails;
}

export interface NewFirm {
  owner: { email: string; password: string };
  caller: Caller;
}

/** A firm of the test's own, signed up by its owner and confirmed with the mailed link. */
export async function newFirm(product: Product, firmName: string, name: string): Promise<NewFirm> {
  const owner = {
    email: `owner.${Date.now()}@${firmName.toLowerCase().replaceAll(/\W+/g, "-")}.example`,
    password: "correct horse battery",
  };
  const caller = new Caller(product.url);
  await caller.post("/api/auth/sign-up/email", { ...owner, name, firmName });
  await idle(product);
  const links = (await inbox(product, owner.email)).flatMap((mail) => mail.links);
  const link = links.find((one) => one.includes("verify-email"));
  if (!link) throw new Error("no mail confirms the sign-up");
  await caller.get(`/api/auth/verify-email${new URL(link).search}`);
  await caller.signIn(owner.email, owner.password);
  return { owner, caller };
}

/** Invites a person to a client's portal and accepts with the mailed link; answers how they sign in. */
export async function joinPortal(
  product: Product,
  owner: Caller,
  clientId: string,
  person: { name: string; email: string },
): Promise<{ email: string; password: string }> {
  await owner.post(`/api/clients/${clientId}/invitations`, person);
  await idle(product);
  const links = (await inbox(product, person.email)).flatMap((mail) => mail.links);
  const token =
    links
      .findLast((link) => link.includes("/accept-invitation/"))
      ?.split("/")
      .at(-1) ?? "";
  const password = "correct horse battery";
  const accept = { name: person.name, password };
  const { status } = await new Caller(product.url).post(`/api/portal/invitations/${token}`, accept);
  if (status !== 200) throw new Error(`accepting the invitation answered ${status}`);
  return { email: person.email, password };
}
