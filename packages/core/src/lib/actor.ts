/**
 * Who is acting. Set once at the door, read everywhere below it: a query takes its tenant from here and never
 * from input, so a forgotten filter cannot show another firm's data.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { VisibleError } from "./error.ts";
import { can, type Permission, type Role } from "./permission.ts";

export interface StaffActor {
  kind: "staff";
  tenantId: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
}
/** A client's own person: sees only the clients in `clientIds`, within one firm at a time. */
export interface PortalActor {
  kind: "portal";
  tenantId: string;
  userId: string;
  name: string;
  email: string;
  clientIds: readonly string[];
}
/** A provider whose signature was verified. */
export interface ProviderActor {
  kind: "provider";
  provider: string;
  tenantId?: string;
}
/** A schedule or worker of ours; `tenantId` once it works for one firm. */
export interface SystemActor {
  kind: "system";
  name: string;
  tenantId?: string;
}
export type Actor = StaffActor | PortalActor | ProviderActor | SystemActor;

const scope = new AsyncLocalStorage<Actor>();

/** Runs `fn`, and everything it awaits, as `actor`. */
export const withActor = <T>(actor: Actor, fn: () => T): T => scope.run(actor, fn);

/** The actor in force. Throws a plain Error (a defect) when a door forgot to set one. */
export function useActor(): Actor {
  const actor = scope.getStore();
  if (!actor) throw new Error("no actor: the door did not set one");
  return actor;
}

/** The tenant every read and write of this request belongs to. */
export function tenantId(): string {
  const actor = useActor();
  if (!actor.tenantId) throw new Error(`no tenant: ${actor.kind} actor works for no firm`);
  return actor.tenantId;
}

/** The staff member in force, when the role allows `permission`; otherwise a visible refusal. */
export function requireStaff(permission: Permission): StaffActor {
  const actor = useActor();
  if (actor.kind !== "staff")
    throw new VisibleError("forbidden", "actor.staff-only", "Only the firm's staff can do this.");
  if (!can(actor.role, permission))
    throw new VisibleError(
      "forbidden",
      "actor.permission",
      `Your role (${actor.role}) cannot do this. Ask an owner or admin of your firm.`,
    );
  return actor;
}

/** The portal user in force; otherwise a visible refusal. */
export function requirePortal(): PortalActor {
  const actor = useActor();
  if (actor.kind !== "portal")
    throw new VisibleError("forbidden", "actor.portal-only", "Only a client's own people can do this.");
  return actor;
}

/** How an actor is named in audit rows: an id for people, a fixed name otherwise. */
export function actorLabel(actor: Actor): { kind: Actor["kind"]; id: string } {
  switch (actor.kind) {
    case "staff":
    case "portal":
      return { kind: actor.kind, id: actor.userId };
    case "provider":
      return { kind: "provider", id: actor.provider };
    case "system":
      return { kind: "system", id: actor.name };
  }
}
