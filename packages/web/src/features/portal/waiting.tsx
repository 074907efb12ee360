import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { useCompany } from "./company.ts";
import { usePortalMe } from "./me.ts";
import { type PortalOnboarding, useOnboarding } from "./onboarding/queries.ts";
import { portalProposalsQuery } from "./proposal/queries.ts";
import { ProposalRows } from "./proposal/rows.tsx";

/** What waits for the person, each line gone when it is done. A part that cannot be read fails alone. */
export function Waiting() {
  const { company } = useCompany();
  const { query: onboarding } = useOnboarding();
  const proposals = useInfiniteQuery(portalProposalsQuery(company?.id));
  const toSign = (proposals.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ status }) => status === "sent" || status === "viewed");
  const toDo = onboarding.data ? taskOf(onboarding.data) : null;
  const isKnown = onboarding.isSuccess && proposals.isSuccess;
  return (
    <section aria-labelledby="waiting" className="mt-6 rounded-lg border border-line bg-surface">
      <h2 id="waiting" className="border-b border-line px-4 py-3 font-semibold">
        Waiting for you
      </h2>
      {onboarding.isError ? (
        <Failure error={onboarding.error} what="Your questions" onRetry={() => void onboarding.refetch()} />
      ) : null}
      {proposals.isError ? (
        <Failure error={proposals.error} what="Your proposals" onRetry={() => void proposals.refetch()} />
      ) : null}
      {onboarding.isPending || proposals.isPending ? (
        <SkeletonRows count={2} label="Loading what waits for you" />
      ) : (
        <div className="divide-y divide-line">
          {toDo}
          {toSign.length > 0 ? <ProposalRows proposals={toSign} /> : null}
        </div>
      )}
      {isKnown && toDo === null && toSign.length === 0 ? <Nothing onboarding={onboarding.data} /> : null}
    </section>
  );
}

function taskOf(onboarding: PortalOnboarding): ReactNode {
  const { stage, sections, more, firmName } = onboarding;
  if (stage === "verify")
    return (
      <TaskLink
        title="Verify your identity"
        detail="About five minutes, with your passport or driving licence at hand"
        to="/client-portal/onboarding/verify"
      />
    );
  if (stage !== "answer") return null;
  const all = sections.reduce((sum, { required }) => sum + required, 0);
  const done = sections.reduce((sum, { answered }) => sum + answered, 0);
  return (
    <TaskLink
      title={more ? `${firmName} asks for a little more` : "Answer a few questions"}
      detail={`${done} of ${all} answered${done === all ? ", ready to send" : ""}`}
    />
  );
}

interface Task {
  title: string;
  detail: string;
  to?: "/client-portal/onboarding" | "/client-portal/onboarding/verify";
}

const TaskLink = ({ title, detail, to = "/client-portal/onboarding" }: Task) => (
  <Link to={to} className="block px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]">
    <span className="font-medium">{title}</span>
    <span className="mt-0.5 block text-sm text-muted tabular-nums">{detail}</span>
  </Link>
);

function Nothing({ onboarding: { stage, firmName, clientName } }: { onboarding: PortalOnboarding }) {
  const { user } = usePortalMe();
  const before = {
    answer: "",
    verify: "",
    review: `${firmName} is checking what you sent for ${clientName}. When it is done, or something is missing, `,
    approved: `${firmName} has set up your access. When they need something from you, `,
    not_approved: "When there is something for you to do, ",
    closed: "When there is something for you to do, ",
  }[stage];
  return (
    <div className="flex gap-3 px-4 py-5">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
      <div>
        <p className="font-medium">Nothing to do</p>
        <p className="mt-1 wrap-anywhere text-muted">
          {before}they write to {user.email}, and it appears here.
        </p>
      </div>
    </div>
  );
}
