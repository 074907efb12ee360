/** Who calls: from the session cookie or the operator's secret, and only as the kind of actor the contract names. */
import { assertSameOrigin } from "@practice-hub/core/auth/origin";
import type { PortalActor, StaffActor } from "@practice-hub/core/lib/actor";
import { appUrl } from "@practice-hub/core/lib/app-url";
import { VisibleError } from "@practice-hub/core/lib/error";
import { can } from "@practice-hub/core/lib/permission";
import { hashToken, sameBytes } from "@practice-hub/core/lib/secret/crypto";
import type { Contract } from "./contract/define.ts";

/** Finds the actor of a session cookie; null when there is no session of that kind that is still good. */
export type Identify = (
  cookies: string | undefined,
  kind: "staff" | "portal",
  options: { fresh: boolean },
) => Promise<StaffActor | PortalActor | null>;

/** What a request says about who sent it. */
export interface Credentials {
  cookie: string | undefined;
  authorization: string | undefined;
}

/** The caller, or a refusal: 401 without a session of the right kind, 403 when the role does not allow it. */
export async function callerOf(
  contract: Contract,
  { cookie, authorization }: Credentials,
  identify: Identify,
): Promise<StaffActor | PortalActor | null> {
  const wanted = contract.actor;
  if (wanted.kind === "anyone") return null;
  if (wanted.kind === "operator") return requireOperator(authorization);
  // What a browser is sent to may change something although it is a GET.
  const fresh = contract.method !== "GET" || contract.failurePage !== null;
  const actor = cookie === undefined ? null : await identify(cookie, wanted.kind, { fresh });
  if (actor?.kind !== wanted.kind)
    throw new VisibleError("unauthenticated", "session.required", "Sign in first. Your session may have ended.");
  if (
    wanted.kind === "staff" &&
    wanted.permission !== null &&
    actor.kind === "staff" &&
    !can(actor.role, wanted.permission)
  )
    throw new VisibleError(
      "forbidden",
      "actor.permission",
      `Your role (${actor.role}) cannot do this. Ask an owner or admin of your firm.`,
    );
  return actor;
}

/** Without a secret set, nobody is the operator. Both sides are hashed, so that neither length nor content shows in the time. */
function requireOperator(authorization: string | undefined): null {
  const secret = process.env.CRON_SECRET;
  const given = /^Bearer ([\x21-\x7e]{1,500})$/.exec(authorization ?? "")?.[1];
  if (!secret || given === undefined || !sameBytes(Buffer.from(hashToken(given)), Buffer.from(hashToken(secret))))
    throw new VisibleError("unauthenticated", "operator.required", "This needs the operator's secret.");
  return null;
}

/** A browser names the page a request comes from: what changes something must come from our own. */
export function requireOwnOrigin(contract: Contract, origin: string | undefined): void {
  // A secret in a header is nothing that another page could make a browser send.
  if (contract.actor.kind !== "operator") assertSameOrigin(contract.method, origin, appUrl());
}
