import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { useTitle } from "../../../lib/title.ts";
import { toastError } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { NotConnected } from "../not-connected.tsx";
import { MappingForm } from "./form.tsx";
import { mappingQuery } from "./query.ts";

/** Which accounts and tax rates of Xero's the firm's invoices and payments use. */
export function MappingPage() {
  useTitle("Xero mapping");
  const { data, isPending, isError, error, refetch } = useQuery(mappingQuery);
  const { again, busy } = useReadAgain();
  if (isPending)
    return (
      <Panel flush>
        <SkeletonRows count={8} label="Loading accounts and tax rates from Xero" />
      </Panel>
    );
  if (isError) return <Failure error={error} what="The mapping" onRetry={() => void refetch()} />;
  if (data.state === "not-connected" && data.readAt === null)
    return <NotConnected>Accounts and tax rates to choose from come from your organisation in Xero.</NotConnected>;
  return (
    <div className="max-w-4xl space-y-4">
      <MappingForm view={data} onReadAgain={again} reading={busy} />
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
        {data.readAt ? (
          <span>
            Xero’s lists were read <Ago at={data.readAt} />.
          </span>
        ) : null}
        <Button
          look="quiet"
          size="sm"
          busy={busy}
          icon={<RotateCw aria-hidden="true" className="size-3.5" />}
          onClick={again}
        >
          Read them again
        </Button>
      </p>
    </div>
  );
}

/** Asks Xero for its lists now, for somebody who has just changed something there. What is chosen on the page stays. */
function useReadAgain() {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const read = async () => {
    setBusy(true);
    try {
      const view = await api("GET /api/integrations/xero/mapping", { query: { refresh: "1" } });
      cache.setQueryData(mappingQuery.queryKey, view);
    } catch (error) {
      toastError("Xero’s lists were not read", { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return { again: () => void read(), busy };
}
