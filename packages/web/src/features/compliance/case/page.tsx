import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitle } from "../../../lib/title.ts";
import { BackLink } from "../../../ui/layout/back-link.tsx";
import { PageHead, Panel } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { Answers } from "./answers.tsx";
import { Checks } from "./checks.tsx";
import { Decision } from "./decision.tsx";
import { Discrepancies } from "./discrepancies.tsx";
import { History } from "./history.tsx";
import { Matrix } from "./matrix.tsx";
import { Papers } from "./papers.tsx";
import { Readings } from "./readings.tsx";
import { rememberReview, type Review, reviewQuery } from "../queries.ts";
import { RiskRating } from "./risk.tsx";

/** One case: documents on the left, what the sources and checks say in the middle, the decision on the right. */
export function CasePage({ clientId }: { clientId: string }) {
  const { data, error, isPending, refetch } = useQuery(reviewQuery(clientId));
  useTitle(data?.clientName ?? "Case");
  return (
    <>
      <PageHead title={data?.clientName ?? "Case"} above={<BackLink to="/client-hub/compliance">Compliance</BackLink>}>
        {data ? (
          <Link
            to="/client-hub/clients/$id"
            params={{ id: clientId }}
            className="text-accent-ink underline underline-offset-2"
          >
            Client record
          </Link>
        ) : null}
      </PageHead>
      {isPending ? (
        <Panel flush>
          <SkeletonRows label="Loading the case" />
        </Panel>
      ) : null}
      {error && !data ? <Failure error={error} what="The case" onRetry={() => void refetch()} /> : null}
      {data ? <Case review={data} /> : null}
    </>
  );
}

function Case({ review }: { review: Review }) {
  const cache = useQueryClient();
  const onDone = (next: Review) => rememberReview(cache, next);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_18rem] xl:grid-cols-[15rem_minmax(0,1fr)_18rem]">
      <div className="order-3 space-y-4 lg:col-start-1 xl:order-none">
        <Panel flush title="Documents" id="papers">
          <Papers documents={review.documents} />
        </Panel>
        <Panel title="Decisions so far" id="history">
          <History history={review.history} />
        </Panel>
      </div>
      <div className="order-2 min-w-0 space-y-4 lg:order-1 xl:order-none">
        <Panel flush title="What the sources say" id="matrix">
          <Matrix matrix={review.matrix} />
        </Panel>
        <Readings readings={review.readings} />
        <Panel flush title="Identity checks" id="checks">
          <Checks review={review} onDone={onDone} />
        </Panel>
        <Discrepancies review={review} />
        <Panel flush title="Answers" id="answers">
          <Answers answers={review.answers} />
        </Panel>
      </div>
      <div className="order-1 space-y-4 lg:order-2 xl:order-none">
        <Panel title="Decision" id="decision">
          <Decision review={review} onDone={onDone} />
        </Panel>
        <Panel title="Risk" id="risk">
          <RiskRating review={review} onDone={onDone} />
        </Panel>
      </div>
    </div>
  );
}
