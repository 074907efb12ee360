import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTitle } from "../../lib/title.ts";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { useCompany } from "./company.ts";
import { usePortalMe } from "./me.ts";
import { portalProposalsQuery } from "./proposal/queries.ts";
import { ProposalRows } from "./proposal/rows.tsx";

/** What waits for the client: what they were asked to sign. With nothing to do, the page says what happens next. */
export function PortalHome() {
  useTitle("Home");
  const me = usePortalMe();
  const { company } = useCompany();
  const proposals = useInfiniteQuery(portalProposalsQuery(company?.id));
  const waiting = (proposals.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ status }) => status === "sent" || status === "viewed");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Hello, {me.user.name.split(" ")[0] ?? me.user.name}</h1>
      {company ? (
        <p className="mt-1 text-muted">
          {company.name}
          {company.companyNumber ? <span className="tabular-nums"> · {company.companyNumber}</span> : null}
        </p>
      ) : null}
      <section aria-labelledby="waiting" className="mt-6 rounded-lg border border-line bg-surface">
        <h2 id="waiting" className="border-b border-line px-4 py-3 font-semibold">
          Waiting for you
        </h2>
        {proposals.isPending ? <SkeletonRows count={2} label="Loading what waits for you" /> : null}
        {proposals.isError ? (
          <Failure error={proposals.error} what="Your proposals" onRetry={() => void proposals.refetch()} />
        ) : null}
        {waiting.length > 0 ? <ProposalRows proposals={waiting} /> : null}
        {proposals.isSuccess && waiting.length === 0 ? (
          <div className="flex gap-3 px-4 py-5">
            <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
            <div>
              <p className="font-medium">Nothing to do</p>
              <p className="mt-1 wrap-anywhere text-muted">
                {company?.onboarding
                  ? `${me.firm.name} is taking ${company.name} on. When they need documents or answers from you, `
                  : `${me.firm.name} has set up your access. When they need something from you, `}
                they write to {me.user.email}, and it appears here.
              </p>
            </div>
          </div>
        ) : null}
      </section>
    </>
  );
}
