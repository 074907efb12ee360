import { useQuery } from "@tanstack/react-query";
import { useTitle } from "../../lib/title.ts";
import { PageHead } from "../../ui/layout/page.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { useCan } from "../../lib/account/me.ts";
import { FirmDetails } from "./form.tsx";
import { Logo } from "./logo.tsx";
import { firmQuery } from "./queries.ts";

/** Settings › Firm: what every invoice and proposal says about the firm. */
export function FirmPage() {
  useTitle("Firm");
  const mayChange = useCan("settings:manage");
  const firm = useQuery({ ...firmQuery, refetchOnWindowFocus: false });
  return (
    <>
      <PageHead title="Firm">What your invoices and proposals say about you.</PageHead>
      {firm.isPending ? <SkeletonRows count={8} label="Loading the firm’s details" /> : null}
      {firm.isError ? (
        <Failure error={firm.error} what="The firm’s details" onRetry={() => void firm.refetch()} />
      ) : null}
      {firm.data ? (
        <div className="max-w-3xl space-y-4">
          {mayChange ? null : (
            <Notice>Only an owner or admin can change these. Ask one of them when something is wrong.</Notice>
          )}
          <Logo firm={firm.data} mayChange={mayChange} />
          <fieldset disabled={!mayChange}>
            <FirmDetails firm={firm.data} />
          </fieldset>
        </div>
      ) : null}
    </>
  );
}
