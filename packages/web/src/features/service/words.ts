/** How often a service is billed, in words. */
import type { Billing } from "@practice-hub/core/service/schema";

export const BILLING_WORDS: Record<Billing, string> = { one_off: "Once", monthly: "Monthly", annual: "Annually" };
