/** One client per company number and firm. */
import { VisibleError } from "../../lib/error.ts";
import { claimGuard, guardOwner, guardOwners, releaseGuard } from "../../lib/table/guard.ts";
import type { TransactItem } from "../../lib/table/transact.ts";
import { ClientRow } from "../entity.ts";

/** Thrown inside a transaction; `named` turns it into what the person sees. */
export class NumberTaken extends VisibleError {
  readonly holderId: string;
  constructor(holderId: string) {
    super("conflict", "client.company-number-taken", "Another client already has this company number.");
    this.holderId = holderId;
  }
}

const guard = (tenantId: string, value: string) => ({ tenantId, kind: "company-number", value });

export const claimNumber = (tenantId: string, number: string, clientId: string): TransactItem =>
  claimGuard(guard(tenantId, number), clientId, (holder) => new NumberTaken(holder));

export const releaseNumber = (tenantId: string, number: string, clientId: string): TransactItem =>
  releaseGuard(guard(tenantId, number), clientId);

/** Id of the client that holds the number; null when it is free. One request. */
export const numberHolder = (tenantId: string, number: string): Promise<string | null> =>
  guardOwner(guard(tenantId, number));

/** Which of these numbers (at most 100) are taken, and by which client. One request. */
export const numberHolders = (tenantId: string, numbers: readonly string[]): Promise<Map<string, string>> =>
  guardOwners({ tenantId, kind: "company-number" }, numbers);

/** The same refusal with the holder's id and name, so that the person can go there. One request. */
export async function named(tenantId: string, error: NumberTaken): Promise<VisibleError> {
  const { data } = await ClientRow.get({ tenantId, id: error.holderId }).go({ consistent: true });
  const archived = data?.status === "archived" ? " It is archived: restore it instead." : "";
  return new VisibleError(
    "conflict",
    "client.company-number-taken",
    data ? `${data.name} (${data.clientCode}) already has this company number.${archived}` : error.message,
    {
      fields: [{ path: "companyNumber", message: "is already used by another client" }],
      extra: { holder: { id: error.holderId, name: data?.name ?? null } },
      cause: error,
    },
  );
}
