/** For tests: a firm that is connected with an organisation of the Xero sandbox, by tokens that the sandbox knows. */
import type { StaffActor } from "../../lib/actor.ts";
import { connectedWith } from "./connected.ts";

/** Asks the sandbox that this process is pointed at. */
export async function askSandbox<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${process.env.XERO_API_URL}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Connects the actor's firm with a new organisation; answers its id, which is Xero's tenant id. */
export async function grantedWith(actor: StaffActor, organisation: { name?: string } & object = {}): Promise<string> {
  const { organisationId } = await askSandbox<{ organisationId: string }>("/__organisation", organisation);
  const grant = await askSandbox<{ access_token: string; refresh_token: string; connections: { id: string }[] }>(
    "/__grant",
    { organisations: [organisationId] },
  );
  await connectedWith(actor, {
    xeroTenantId: organisationId,
    accessToken: grant.access_token,
    refreshToken: grant.refresh_token,
    connectionId: grant.connections[0]?.id ?? "",
    ...(organisation.name === undefined ? {} : { name: organisation.name }),
  });
  return organisationId;
}
