/** The review of a client's identity checks: what is shown and what may be asked. Safe for the browser. */
import * as z from "zod";

export * from "./match/schema.ts";

export const RISK_LEVELS = ["low", "medium", "high"] as const;
export const RiskLevel = z.enum(RISK_LEVELS);
export type RiskLevel = z.infer<typeof RiskLevel>;
