/**
 * What nobody may delete. MLR 2017 reg. 40: copies of identity evidence are kept until five years after the business
 * relationship ended, and then deleted: by core/evidence alone, which knows when.
 */
import { VisibleError } from "../lib/error.ts";
import type { DocumentItem } from "./entity.ts";

/** Refuses, `document.retained`, to delete identity evidence. */
export function requireRemovable({ kind }: Pick<DocumentItem, "kind">): void {
  if (kind !== "kyc") return;
  throw new VisibleError(
    "conflict",
    "document.retained",
    "Identity evidence cannot be deleted by hand. It is deleted by itself five years after the relationship has ended.",
  );
}
