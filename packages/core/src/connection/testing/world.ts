/** For tests of the connection: a Xero sandbox of this file's own, what it says it saw, and a browser at its consent page. */
import { afterAll } from "vitest";
import { startXero } from "../../../../local/src/sandbox/xero/index.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { xeroFault } from "../../provider/xero/accounting/fault.ts";
import { Connection, type XeroAccess } from "../index.ts";
import { connectedWith } from "./connected.ts";

const sandbox = await startXero({
  name: "xero",
  port: 0,
  dataDir: null,
  appUrl: process.env.APP_URL ?? "",
  log: () => undefined,
});
Object.assign(process.env, sandbox.env, sandbox.secrets);
afterAll(() => sandbox.close());

async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetch(sandbox.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Something that happens to an organisation at Xero: `disconnect`, `expire-access`, `strict-rotation`. */
export const scenario = (organisation: string, xero: string, more: object = {}): Promise<unknown> =>
  post("/__scenario", { xero, organisation, ...more });

/** Moves one organisation's time. */
export const advance = (organisation: string, advanceMs: number): Promise<unknown> =>
  post("/__clock", { organisation, advanceMs });

export const newOrganisation = async (): Promise<string> =>
  (await post<{ organisationId: string }>("/__organisation", {})).organisationId;

interface State {
  organisations: { limited: Record<string, number> }[];
  users: { id: string; refreshes: number; refused: number }[];
  connections: { organisationId: string; userId: string }[];
  seen: { path: string; status: number }[];
}
/** What the sandbox holds and saw; of one organisation, or of all. */
export const state = async (organisation?: string): Promise<State> => {
  const query = organisation === undefined ? "" : `?organisation=${organisation}`;
  return (await (await fetch(`${sandbox.url}/__state${query}`)).json()) as State;
};

/** One request to the accounting API, as the adapter makes it: for its own organisation. */
export async function ask(access: XeroAccess): Promise<string> {
  const { accessToken, xeroTenantId, baseUrl } = access;
  const headers = {
    authorization: `Bearer ${accessToken}`,
    "xero-tenant-id": xeroTenantId,
    accept: "application/json",
  };
  const answer = await fetch(`${baseUrl}/Organisation`, { headers });
  access.observe(answer.status, answer.headers);
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw xeroFault(answer.status, body);
  return (body as { Organisations: { Name: string }[] }).Organisations[0]?.Name ?? "";
}

export interface ConnectedFirm {
  actor: StaffActor;
  organisation: string;
  /** The user at Xero who consented. */
  user: string;
}

/** A firm connected with an organisation of its own; its token lives `expiresInS` by our reckoning. */
export async function connectedFirm(expiresInS = 1800, strictRotation = true): Promise<ConnectedFirm> {
  const [actor, organisation] = [await someFirm(), await newOrganisation()];
  const grant = await post<{
    user: string;
    access_token: string;
    refresh_token: string;
    connections: { id: string; tenantId: string }[];
  }>("/__grant", { organisations: [organisation], strictRotation });
  await connectedWith(actor, {
    xeroTenantId: organisation,
    connectionId: grant.connections[0]?.id ?? "",
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token,
    expiresInS,
  });
  return { actor, organisation, user: grant.user };
}

/** How often the user's token was refreshed at Xero, and how often that was refused. */
export const refreshesOf = async (user: string): Promise<{ refreshes: number; refused: number }> => {
  const { refreshes = 0, refused = 0 } = (await state()).users.find(({ id }) => id === user) ?? {};
  return { refreshes, refused };
};

/** Somebody at Xero's page: allows these organisations, or denies. Answers what the browser comes back with. */
export async function atXero(
  authorizeUrl: string,
  organisations: readonly string[] | "deny",
): Promise<Record<string, string>> {
  const url = new URL(authorizeUrl);
  const form = new URLSearchParams(url.search);
  const page = await (await fetch(url)).text();
  form.set("user", /<option value="([^"]+)"/.exec(page)?.[1] ?? "");
  form.set("answer", organisations === "deny" ? "deny" : "allow");
  if (organisations !== "deny") for (const id of organisations) form.append("organisation", id);
  const answer = await fetch(url.origin + url.pathname, { method: "POST", body: form, redirect: "manual" });
  const back = answer.headers.get("location");
  if (!back) throw new Error(`the consent page answered ${answer.status}: ${await answer.text()}`);
  return Object.fromEntries(new URL(back).searchParams);
}

/** Begins a consent as this person and finishes it at Xero's page. */
export const consent = async (
  actor: StaffActor,
  organisations: readonly string[] | "deny",
): Promise<Record<string, string>> => atXero(await withActor(actor, () => Connection.authorize()), organisations);

/** All of it: consent at Xero, and back. Answers where the browser goes on. */
export const connect = async (actor: StaffActor, organisations: readonly string[]): Promise<string> => {
  const back = await consent(actor, organisations);
  return withActor(actor, () => Connection.callback(back));
};
