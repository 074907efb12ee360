/** Who calls: from the session cookie, and only as the kind of actor the contract names. */
import { assertSameOrigin } from "@practice-hub/core/auth/origin";
import type { PortalActor, StaffActor } from "@practice-hub/core/lib/actor";
import { appUrl } from "@practice-hub/core/lib/app-url";
import { VisibleError } from "@practice-hub/core/lib/error";
import { can } from "@practice-hub/core/staff/permission";
import type { Contract } from "./contract/define.ts";

/** Finds the actor of a session cookie; null when there is no session of that kind that is still good. */
export type Identify = (
  cookies: string | undefined,
  kind: "staff" | "portal",
  options: { fresh: boolean },
) => Promise<StaffActor | PortalActor | null>;

/** The caller, or a refusal: 401 without a session of the right kind, 403 when the role does not allow it. */
export async function callerOf(
  contract: Contract,
  cookies: string | undefined,
  identify: Identify,
): Promise<StaffActor | PortalActor | null> {
  const wanted = contract.actor;
  if (wanted.kind === "anyone") return null;
  const actor =
    cookies === undefined ? null : await identify(cookies, wanted.kind, { fresh: contract.method !== "GET" });
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

/** A browser names the page a request comes from: what changes something must come from our own. */
export const requireOwnOrigin = (contract: Contract, origin: string | undefined): void =>
  assertSameOrigin(contract.method, origin, appUrl());
