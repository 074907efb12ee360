/** Every company the sandbox knows, by number. */
import type { CompanyRecord } from "../record.ts";
import { demoClients } from "./demo-clients.ts";
import { generated } from "./generated.ts";
import { nations } from "./nation.ts";
import { states } from "./state.ts";

export const written: readonly CompanyRecord[] = [...demoClients, ...nations, ...states];
const byNumber = new Map(written.map((record) => [record.number, record]));

export const companyOf = (number: string): CompanyRecord | undefined => byNumber.get(number) ?? generated(number);
