/** Companies as Companies House has them (F88–F99, R15): look up, search, and what that costs. Read-only for clients. */
import { lookup } from "./commands.ts";
import { activity, search, usage } from "./queries.ts";

export const Company = { lookup, search, usage, activity };
export { normaliseCompanyNumber } from "./number.ts";
export type { Company as RegisteredCompany, Officer, Psc } from "./schema.ts";
