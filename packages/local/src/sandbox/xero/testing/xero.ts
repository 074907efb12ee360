/** For the tests of this twin: one running, an organisation of its own for each test, and calls in one line. */
import { startXero } from "../index.ts";
import type { Wire } from "../query/where.ts";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Wire;
  /** The records of a list answer, or the refused elements of a 400. */
  records: Wire[];
}
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export interface Caller {
  organisationId: string;
  user: string;
  refreshToken: string;
  accessToken: string;
  call: Call;
  /** `POST /__scenario` for this organisation. */
  script: (act: object) => Promise<Wire>;
  clock: (to: object) => Promise<Wire>;
}

export type Started = Awaited<ReturnType<typeof startTwin>>;

export async function startTwin(dataDir: string | null = null, appUrl = "http://127.0.0.1:9") {
  const xero = await startXero({ name: "xero", port: 0, dataDir, appUrl, log: () => undefined });
  const post = async (path: string, body: object): Promise<Wire> => {
    const answer = await fetch(`${xero.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Wire;
  };
  /** The organisation's part of `GET /__state`, and all of it. */
  const state = async (organisationId: string) => {
    const answer = await fetch(`${xero.url}/__state?organisation=${organisationId}`);
    const all = (await answer.json()) as Wire &
      Record<"organisations" | "users" | "connections", Wire[]> & { webhooks: Wire };
    return { ...all, books: all.organisations[0] ?? {} };
  };
  /** An organisation of its own (`POST /__organisation`) and a token set for it (`POST /__grant`). */
  const caller = async (organisation: object = {}, grant: object = {}): Promise<Caller> => {
    const organisationId = String((await post("/__organisation", organisation)).organisationId);
    const tokens = await post("/__grant", { organisations: [organisationId], ...grant });
    const accessToken = String(tokens.access_token);
    return {
      organisationId,
      user: String(tokens.user),
      refreshToken: String(tokens.refresh_token),
      accessToken,
      call: callAs(xero.url, organisationId, accessToken),
      script: (act) => post("/__scenario", { ...act, organisation: organisationId }),
      clock: (to) => post("/__clock", { ...to, organisation: organisationId }),
    };
  };
  return { xero, post, state, caller };
}

export const callAs =
  (url: string, organisationId: string, accessToken: string): Call =>
  async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}/api.xro/2.0${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, "xero-tenant-id": organisationId, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") === true;
    const parsed = isJson ? (JSON.parse(text) as Wire) : {};
    const list = Object.values(parsed).find((value) => Array.isArray(value));
    return { status: answer.status, headers: answer.headers, text, body: parsed, records: (list ?? []) as Wire[] };
  };

/** Why an element was refused. */
export const why = (element: Wire | undefined): string[] =>
  ((element?.ValidationErrors ?? []) as { Message: string }[]).map(({ Message }) => Message);

export const LINE = {
  Description: "Bookkeeping",
  Quantity: 1,
  UnitAmount: 100,
  AccountCode: "200",
  TaxType: "OUTPUT2",
};

let made = 0;
/** A contact made and ready, and an invoice to it as `over` says; answers the invoice. */
export async function invoiced(call: Call, over: object = {}): Promise<Wire> {
  made += 1;
  const [contact] = (await call("PUT", "/Contacts", { Contacts: [{ Name: `Birch ${made} Ltd` }] })).records;
  const invoice = {
    Type: "ACCREC",
    Contact: { ContactID: contact?.ContactID },
    Date: "2026-11-23",
    DueDate: "2026-12-23",
    Status: "AUTHORISED",
    LineItems: [LINE],
    ...over,
  };
  const answer = await call("PUT", "/Invoices?unitdp=4", { Invoices: [invoice] });
  const [first] = answer.records;
  if (answer.status !== 200 || !first) throw new Error(answer.text);
  return first;
}
