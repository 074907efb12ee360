/** The firm: the tenant everything belongs to. Safe for the browser. */
import * as z from "zod";
import { idOf, Instant, text } from "../lib/schema.ts";

export const FirmId = idOf("firm");
/** The name on mails and pages; at least one character. */
export const FirmName = text(120);

export const Firm = z.object({ id: FirmId, name: z.string(), createdAt: Instant });
export type Firm = z.infer<typeof Firm>;
