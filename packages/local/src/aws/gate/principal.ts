/** Who is asking, and whether its policies let it. */
import { userArn } from "../place.ts";
import type { Principal } from "../plan.ts";
import { AwsError } from "./aws-error.ts";

/** One thing that a request wants to do, in IAM's words. */
export type Action = { action: string; arn: string };

export type Principals = { byKey(accessKeyId: string): Principal | undefined };

export function principalsOf(list: Principal[]): Principals {
  const byKey = new Map(list.map((principal) => [principal.accessKeyId, principal]));
  return { byKey: (accessKeyId) => byKey.get(accessKeyId) };
}

/** The first action that the principal may not do, or undefined. */
export const firstRefused = (principal: Principal, actions: Action[]): Action | undefined =>
  actions.find(({ action, arn }) => !principal.may(action, arn));

/** AWS's own sentence for a missing grant. */
export const refusalText = (principal: Principal, { action, arn }: Action): string =>
  `User: ${userArn(principal.name)} is not authorized to perform: ${action} on resource: ${arn} ` +
  `because no identity-based policy allows the ${action} action`;

/** Throws AccessDeniedException unless every action is granted. */
export function authorize(principal: Principal, actions: Action[]): void {
  const refused = firstRefused(principal, actions);
  if (refused !== undefined) throw new AwsError(400, "AccessDeniedException", refusalText(principal, refused));
}
