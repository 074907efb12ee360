import { currentSession } from "../../lib/account/auth.ts";

/**
 * Why somebody may not see an area: nobody is signed in (`null`), their place is the other one (its address), or their
 * account is of the right kind and has no firm or client any more (`"none"`).
 */
export async function elsewhere(area: "staff" | "portal"): Promise<"/client-hub" | "/client-portal" | "none" | null> {
  // Whatever fails here, signing in is the way on.
  const session = await currentSession().catch(() => null);
  if (session === null) return null;
  const kind = session.user.kind === "portal" ? "portal" : "staff";
  if (kind === area) return "none";
  return kind === "portal" ? "/client-portal" : "/client-hub";
}
