/** The firm's catalogue: what it offers, at which price. Proposals copy from it. Safe for the browser. */
import * as z from "zod";
import { VatRate } from "../invoice/schema.ts";
import { idOf, Instant, longText, PageQuery, text } from "../lib/schema.ts";

export const ServiceId = idOf("svc");

/** How often a price is billed. */
export const BILLINGS = ["one_off", "monthly", "annual"] as const;
export const Billing = z.enum(BILLINGS, { error: `must be one of ${BILLINGS.join(", ")}` });
export type Billing = z.infer<typeof Billing>;

export const ServiceName = text(120);
export const ServiceDescription = longText(300);

/** Whole pence for one, before VAT; what is given for nothing costs 0. */
export const PricePence = z
  .number("must be an amount in pence")
  .int("must be whole pence")
  .min(0, "must not be negative")
  .max(1_000_000_000, "must be at most £10,000,000.00");

const fields = {
  name: ServiceName,
  description: ServiceDescription.nullish(),
  unitPricePence: PricePence,
  billing: Billing,
  vatRate: VatRate,
};

/** POST /api/services. */
export const ServiceCreate = z.strictObject(fields);
export type ServiceCreate = z.infer<typeof ServiceCreate>;
export type ServiceCreateInput = z.input<typeof ServiceCreate>;

/** PATCH /api/services/{id}: only what changes, and the version it was read at. An archived one is offered no more. */
export const ServiceUpdate = z.strictObject({
  version: z.number().int().min(1),
  ...z.object(fields).partial().shape,
  archived: z.boolean().optional(),
});
export type ServiceUpdate = z.infer<typeof ServiceUpdate>;
export type ServiceUpdateInput = z.input<typeof ServiceUpdate>;

export const Service = z.object({
  id: ServiceId,
  name: z.string(),
  description: z.string().nullable(),
  unitPricePence: z.number().int(),
  billing: Billing,
  vatRate: VatRate,
  archived: z.boolean(),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Service = z.infer<typeof Service>;

/** GET /api/services: those on offer by name, or with `archived=true` the others. */
export const ServiceQuery = PageQuery.extend({ archived: z.enum(["true", "false"]).optional() });
export type ServiceQuery = z.infer<typeof ServiceQuery>;
