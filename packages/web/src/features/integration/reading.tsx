import { AI_CONSENT } from "@practice-hub/core/extraction/schema";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/overlay/dialog.tsx";
import { useCan } from "../../lib/account/me.ts";

const readingQuery = queryOptions({
  queryKey: ["integrations", "document-reading"],
  queryFn: ({ signal }) => api("GET /api/settings/document-reading", { signal }),
});

const dollars = (micro: number): string =>
  (micro / 1_000_000).toLocaleString("en-GB", { style: "currency", currency: "USD", maximumFractionDigits: 2 });

/** The firm's own switch for reading identity documents, and what it took this month. */
export function DocumentReading() {
  const cache = useQueryClient();
  const mayManage = useCan("settings:manage");
  const [asking, setAsking] = useState(false);
  const { data, isError, refetch } = useQuery(readingQuery);
  const change = useMutation({
    mutationFn: (enabled: boolean) =>
      api("PATCH /api/settings/document-reading", { body: { enabled, version: data?.version ?? 0 } }),
    onSuccess: (setting) => {
      cache.setQueryData(readingQuery.queryKey, setting);
      setAsking(false);
    },
    onError: () => void refetch(),
  });
  if (isError) return <p className="text-muted">Whether your firm uses it could not be loaded.</p>;
  if (!data) return <p className="text-muted">Loading…</p>;
  const { enabled, month, trouble } = data;
  return (
    <div className="space-y-1.5">
      <p>
        <span className="font-medium">{enabled ? "On for your firm." : "Off for your firm."}</span>{" "}
        <span className="text-muted">
          {enabled ? "Each client is asked first." : "Clients type their details."}{" "}
          {month.documents > 0
            ? `This month ${month.documents} read, at most ${dollars(month.costMicroUsd)}.`
            : "Nothing read this month."}
        </span>
      </p>
      {trouble ? <p className="text-warn">{trouble}</p> : null}
      {change.isError ? (
        <p role="alert" className="text-bad">
          {explain(change.error).detail}
        </p>
      ) : null}
      {mayManage ? (
        <Button
          size="sm"
          busy={change.isPending}
          aria-label={enabled ? "Turn off reading documents" : "Turn on reading documents"}
          onClick={() => (enabled ? change.mutate(false) : setAsking(true))}
        >
          {enabled ? "Turn off" : "Turn on"}
        </Button>
      ) : null}
      {asking ? (
        <Dialog open onOpenChange={setAsking} title="Read identity documents by machine?">
          <div className="space-y-3">
            <p>Each client’s person is asked before their document is read. They agree to this:</p>
            <blockquote className="border-l-2 border-line-strong pl-3 text-muted">{AI_CONSENT}</blockquote>
            <p>
              Name Google as a sub-processor in your privacy notice, and have the data protection assessment done before
              you turn this on.
            </p>
          </div>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button look="primary" busy={change.isPending} onClick={() => change.mutate(true)}>
              Turn on
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </div>
  );
}
