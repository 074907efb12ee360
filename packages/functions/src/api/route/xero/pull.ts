import { Pull } from "@practice-hub/core/pull";
import { pullContracts as contract } from "../../contract/xero/pull.ts";
import { route } from "../../route.ts";

export const pullRoutes = [
  route(contract.conflicts, ({ query }) => Pull.listConflicts(query)),
  route(contract.resolve, ({ params, body }) => Pull.resolveConflict(params.kind, params.id, body)),
  route(contract.bankTransactions, ({ query }) => Pull.listBankTransactions(query)),
];
