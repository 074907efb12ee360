import { PageQuery } from "@practice-hub/core/lib/schema";
import {
  BankQuery,
  BankTransactionPage,
  ConflictChoice,
  ConflictKind,
  ConflictList,
} from "@practice-hub/core/pull/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

export const pullContracts = {
  conflicts: contract({
    method: "GET",
    path: "/api/integrations/xero/conflicts",
    actor: staff("client:read"),
    query: PageQuery,
    output: ConflictList,
    summary: "Records that were changed here and in Xero: each field with what it was, ours and Xero's.",
  }),
  resolve: contract({
    method: "POST",
    path: "/api/integrations/xero/conflicts/{kind}/{id}",
    actor: staff("client:write"),
    params: z.object({ kind: ConflictKind, id: z.string().regex(/^(?:cli|inv)_[0-9A-HJKMNP-TV-Z]{26}$/) }),
    body: ConflictChoice,
    output: z.object({ id: z.string() }),
    summary: "Decides a conflict field by field: Xero's side is taken here, ours is sent to Xero.",
  }),
  bankTransactions: contract({
    method: "GET",
    path: "/api/integrations/xero/bank-transactions",
    actor: staff("invoice:read"),
    query: BankQuery,
    output: BankTransactionPage,
    summary: "What went in and out of the bank accounts in Xero, newest first, a hundred a page.",
  }),
};
