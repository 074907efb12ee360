/** A case for a client who is being taken on. For core/client: knows nothing of clients itself. */
import { dayAfter, nowIso, today } from "../lib/clock.ts";
import { ensure, type TransactItem } from "../lib/table/transact.ts";
import { type CaseItem, CaseRow } from "./entity.ts";
import { riskKeyOf } from "./rule/due.ts";

/** Days within which taking a client on should be done. */
const TARGET_DAYS = 14;

interface Opened {
  tenantId: string;
  id: string;
  name: string;
}

/** A client has one case, so its id is the client's: the clock's row leads to both. */
const caseId = (clientId: string): string => clientId.replace(/^cli_/, "onb_");

export const clientOfCase = (id: string): string => id.replace(/^onb_/, "cli_");

/** A case as it begins. */
export function freshCase({ tenantId, id, name }: Opened): CaseItem {
  const at = nowIso();
  return {
    tenantId,
    clientId: id,
    id: caseId(id),
    clientName: name,
    status: "not_started",
    since: at,
    version: 1,
    targetOn: dayAfter(today(), TARGET_DAYS),
    attempts: 0,
    review: 0,
    riskKey: riskKeyOf({}),
    reminders: 0,
    createdAt: at,
    updatedAt: at,
  };
}

/** The write for the transaction that takes a client on; a case that is there already stays as it is. */
export const openCase = (client: Opened): TransactItem => ensure(CaseRow.put(freshCase(client)));
