import {
  Company,
  CompanyActivity,
  CompanyHits,
  CompanyLookupQuery,
  CompanySearchQuery,
  CompanyUsage,
} from "@practice-hub/core/company/schema";
import { pageOf, PageQuery } from "@practice-hub/core/lib/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const actor = staff("company:lookup");

export const companyContracts = {
  search: contract({
    method: "GET",
    path: "/api/companies",
    actor,
    query: CompanySearchQuery,
    output: CompanyHits,
    summary: "Companies of the register by name or number.",
  }),
  usage: contract({
    method: "GET",
    path: "/api/companies/usage",
    actor,
    output: CompanyUsage,
    summary: "What is used of the register's limit, and what the cache saves.",
  }),
  activity: contract({
    method: "GET",
    path: "/api/companies/activity",
    actor,
    query: PageQuery,
    output: pageOf(CompanyActivity),
    summary: "The firm's lookups, newest first.",
  }),
  lookup: contract({
    method: "GET",
    path: "/api/companies/{number}",
    actor,
    params: z.object({ number: z.string().max(40) }),
    query: CompanyLookupQuery,
    output: Company,
    summary: "A company with its officers and PSCs, from the cache of 24 hours or the register.",
  }),
};
