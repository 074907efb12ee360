/** A PDF as the API answers it. Safe for the browser. */
import * as z from "zod";
import { Instant } from "../lib/schema.ts";

/** `preparing`: ask again in a second. `url` opens the file without sign-in until `expiresAt`, about two minutes. */
export const PdfLink = z.discriminatedUnion("status", [
  z.object({ status: z.literal("ready"), url: z.url(), expiresAt: Instant, sizeBytes: z.number().int() }),
  z.object({ status: z.literal("preparing") }),
  z.object({ status: z.literal("failed"), reason: z.string() }),
]);
export type PdfLink = z.infer<typeof PdfLink>;
