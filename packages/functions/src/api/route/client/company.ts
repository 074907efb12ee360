import { Company } from "@practice-hub/core/company";
import { companyContracts as contract } from "../../contract/client/company.ts";
import { route } from "../../route.ts";

const isYes = (flag: string | undefined): boolean => flag === "1" || flag === "true";

export const companyRoutes = [
  route(contract.search, ({ query }) => Company.search(query.q, query)),
  route(contract.usage, () => Company.usage()),
  route(contract.activity, ({ query }) => Company.activity(query)),
  route(contract.lookup, ({ params, query }) => Company.lookup(params.number, { refresh: isYes(query.refresh) })),
];
