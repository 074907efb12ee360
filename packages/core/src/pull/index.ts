/** What Xero has for us: events, polls, the nightly check; conflicts. Access patterns: docs/data-model/event.md. */
import { listBankTransactions } from "./bank.ts";
import { listConflicts } from "./conflict/list.ts";
import { resolveConflict } from "./conflict/resolve.ts";
import { replayPlan } from "./event/estimate.ts";

/** For the api door. The lane's own part is due.ts. */
export const Pull = { listBankTransactions, listConflicts, replayPlan, resolveConflict };
