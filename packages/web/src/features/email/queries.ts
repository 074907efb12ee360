import type { EmailStatus } from "@practice-hub/core/email/schema";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../lib/request/api.ts";

export type Email = Item<"GET /api/emails">;
export interface EmailFilter {
  clientId?: string | undefined;
  status?: EmailStatus | undefined;
}

const POLL_MS = 2500;
/** A provider's answer can take long; after this a page stops asking by itself. */
const POLL_FOR_MS = 10 * 60_000;

/** Whether a mail's status may still change by itself soon. */
export const isMoving = (email: Pick<Email, "status" | "queuedAt">, nowMs: number): boolean =>
  (email.status === "queued" || email.status === "sent") && nowMs - Date.parse(email.queuedAt) < POLL_FOR_MS;

/** The email log, a page at a time; asked again while something in it is on its way. */
export const emailsQuery = ({ clientId, status }: EmailFilter) =>
  infiniteQueryOptions({
    queryKey: ["emails", { clientId: clientId ?? "", status: status ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/emails", { query: { clientId, status, cursor: pageParam, limit: 25 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((email) => isMoving(email, Date.now()))) ? POLL_MS : false,
  });

/** One mail, asked again while it is on its way. */
export const emailQuery = (id: string) =>
  queryOptions({
    queryKey: ["emails", "one", id],
    queryFn: ({ signal }) => api("GET /api/emails/{id}", { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data, Date.now()) ? POLL_MS : false),
  });
