/** A client's place in the sync: what makes its contact due to be pushed. */
import type { TransactItem } from "../lib/table/transact.ts";
import { type MarkOptions, markPending } from "../outbox/record.ts";
import type { ClientItem } from "./entity.ts";

/** The write for the transaction that changes the client; afterwards `nudgeLane`. */
export const markContact = (
  { tenantId, id, name, status }: Pick<ClientItem, "tenantId" | "id" | "name" | "status">,
  options?: MarkOptions,
): TransactItem =>
  markPending({ tenantId, kind: "contact", id, clientId: id, label: name, whenActive: status !== "active" }, options);
