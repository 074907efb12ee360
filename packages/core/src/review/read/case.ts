import { requireStaff } from "../../lib/actor.ts";
import type { Review } from "../schema.ts";

/** The case for staff. Error: `client.not-found`. */
export async function fromClient(clientId: string): Promise<Review> {
  requireStaff("kyc:read");
  // The rules of the matrix are a chunk of their own: most requests to this door need none of them.
  const { readReview } = await import("./review.ts");
  return readReview(clientId);
}
