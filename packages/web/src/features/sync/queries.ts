import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type RecordView = Output<"GET /api/clients/{id}/sync">;

/** A record of ours that Xero has or shall have. */
export type SyncTarget =
  | { kind: "contact"; id: string; clientId: string }
  | { kind: "invoice"; id: string; clientId: string }
  | { kind: "payment"; id: string; clientId: string; invoiceId: string };

/** How far the firm is, and how much waits. */
export const syncCountsQuery = queryOptions({
  queryKey: ["sync", "counts"],
  queryFn: ({ signal }) => api("GET /api/integrations/xero/sync", { signal }),
  staleTime: 30_000,
});

const SOON_MS = 5000;

/** One record's place in Xero; read again while it is on its way. */
export const syncRecordQuery = (target: SyncTarget) =>
  queryOptions({
    queryKey: ["sync", "record", target.kind, target.id],
    queryFn: ({ signal }): Promise<RecordView> => {
      if (target.kind === "contact") return api("GET /api/clients/{id}/sync", { params: { id: target.id }, signal });
      if (target.kind === "invoice") return api("GET /api/invoices/{id}/sync", { params: { id: target.id }, signal });
      const params = { id: target.invoiceId, paymentId: target.id };
      return api("GET /api/invoices/{id}/payments/{paymentId}/sync", { params, signal });
    },
    refetchInterval: ({ state: { data } }) =>
      data?.state === "ready" && data.record?.status === "pending" ? SOON_MS : false,
  });

/** Sends one record now, after what it needs; up to twenty seconds. */
export function sendNow(target: SyncTarget): Promise<Output<"POST /api/clients/{id}/sync">> {
  if (target.kind === "contact") return api("POST /api/clients/{id}/sync", { params: { id: target.id } });
  if (target.kind === "invoice") return api("POST /api/invoices/{id}/sync", { params: { id: target.id } });
  const params = { id: target.invoiceId, paymentId: target.id };
  return api("POST /api/invoices/{id}/payments/{paymentId}/sync", { params });
}

/** After something went to Xero, or was decided: whatever shows where records stand is read again. */
export const refreshSync = (cache: QueryClient): Promise<unknown> =>
  Promise.all(
    [["sync"], ["clients"], ["client"], ["invoices"], ["invoice"], ["payments"]].map((queryKey) =>
      cache.invalidateQueries({ queryKey }),
    ),
  );

export type SyncRecord = Item<"POST /api/integrations/xero/records">;

/** A row of the sync as a target. A payment always knows its invoice. */
export const targetOf = ({
  kind,
  id,
  clientId,
  invoiceId,
}: Pick<SyncRecord, "kind" | "id" | "clientId" | "invoiceId">): SyncTarget =>
  kind === "payment" ? { kind, id, clientId, invoiceId: invoiceId ?? "" } : { kind, id, clientId };
