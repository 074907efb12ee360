import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { longDate } from "../../lib/time/date.ts";
import { toastError } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Copy } from "../../ui/copy.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { size } from "../document/words.ts";
import { type Evidence, evidenceQuery } from "./queries.ts";

/** Evidence packs: one click makes one, and each can be checked without us. */
export function EvidencePanel({ clientId }: { clientId: string }) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { data, error, isPending, refetch } = useQuery(evidenceQuery(clientId));
  const making = data?.packs.some(({ status }) => status === "wanted") ?? false;
  const make = async () => {
    setBusy(true);
    try {
      await api("POST /api/kyc/{id}/evidence", { params: { id: clientId } });
      await cache.invalidateQueries({ queryKey: evidenceQuery(clientId).queryKey });
    } catch (cause) {
      toastError(explain(cause).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel
      flush
      title="Evidence packs"
      id="evidence"
      actions={
        <Button size="sm" busy={busy || making} onClick={() => void make()}>
          Make evidence pack
        </Button>
      }
    >
      {isPending ? <SkeletonRows label="Loading evidence packs" /> : null}
      {error && !data ? <Failure error={error} what="The evidence packs" onRetry={() => void refetch()} /> : null}
      {data?.packs.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          One file with every document, result, answer and decision, for a supervisor. Whoever has it can check that no
          byte was changed.
        </p>
      ) : null}
      <ul className="divide-y divide-line">
        {data?.packs.map((pack) => (
          <PackLine key={pack.id} pack={pack} clientId={clientId} />
        ))}
      </ul>
    </Panel>
  );
}

function PackLine({ pack, clientId }: { pack: Evidence["packs"][number]; clientId: string }) {
  const { id, status, requestedAt, requestedBy, sizeBytes, entries, head, removeAt, reason } = pack;
  const download = async () => {
    try {
      const { url } = await api("GET /api/kyc/{id}/evidence/{packId}/download", {
        params: { id: clientId, packId: id },
      });
      window.location.assign(url);
    } catch (cause) {
      toastError(explain(cause).detail);
    }
  };
  return (
    <li className="space-y-1 px-4 py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0">
          <Ago at={requestedAt} /> <span className="text-muted">by {requestedBy}</span>
        </p>
        {status === "ready" ? (
          <Button size="sm" onClick={() => void download()}>
            Download
          </Button>
        ) : null}
      </div>
      <output className="block text-xs text-muted">
        {status === "wanted" ? "It is being made …" : null}
        {status === "ready" && sizeBytes !== null
          ? `${entries ?? 0} files, ${size(sizeBytes)}; can be downloaded until ${longDate(removeAt ?? requestedAt)}`
          : null}
        {status === "removed" ? "Its time is over. Make another." : null}
        {reason}
      </output>
      {head ? (
        <p className="min-w-0 text-xs text-muted">
          Head <Copy text={head} what="head of the chain" />
        </p>
      ) : null}
    </li>
  );
}
