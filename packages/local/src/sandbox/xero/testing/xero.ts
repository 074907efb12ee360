/** For the tests of this twin: one running, an organisation of its own for each test, and calls in one line. */
import { startXero } from "../index.ts";

export type Wire = Record<string, unknown>;

export interface Caller {
  organisationId: string;
  user: string;
  refreshToken: string;
  accessToken: string;
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Wire;
  /** The records of a list answer, or the refused elements of a 400. */
  records: Wire[];
}

export async function startTwin(dataDir: string | null = null, appUrl = "http://127.0.0.1:9") {
  const xero = await startXero({ name: "xero", port: 0, dataDir, appUrl, log: () => undefined });
  const post = async (path: string, body: unknown): Promise<Wire> => {
    const answer = await fetch(`${xero.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Wire;
  };
  const caller = async (organisation: object = {}, grant: object = {}): Promise<Caller> => {
    const { organisationId } = await post("/__organisation", organisation);
    const tokens = await post("/__grant", { organisations: [organisationId], ...grant });
    const id = String(organisationId);
    const accessToken = String(tokens.access_token);
    return {
      organisationId: id,
      user: String(tokens.user),
      refreshToken: String(tokens.refresh_token),
      accessToken,
      call: (method, path, body, headers) => call(xero.url, { id, accessToken }, method, path, body, headers),
    };
  };
  return { xero, post, caller };
}

async function call(
  url: string,
  { id, accessToken }: { id: string; accessToken: string },
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${url}/api.xro/2.0${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, "xero-tenant-id": id, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  const parsed = isJson ? (JSON.parse(text) as Wire) : {};
  const lists = Object.values(parsed).filter((value) => Array.isArray(value));
  return { status: answer.status, headers: answer.headers, text, body: parsed, records: (lists[0] ?? []) as Wire[] };
}
