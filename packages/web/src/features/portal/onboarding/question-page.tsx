import { BackLink } from "../../../ui/layout/back-link.tsx";
import { useTitle } from "../../../lib/title.ts";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { placeOf, useOnboarding } from "./queries.ts";
import { QuestionForm } from "./question-form.tsx";

/** The page of one question. */
export function QuestionPage({ questionKey, fromCheck }: { questionKey: string; fromCheck: boolean }) {
  useTitle("Questions");
  const { query, clientId, save } = useOnboarding();
  if (query.isPending) return <SkeletonRows count={3} label="Loading the question" />;
  if (query.isError)
    return (
      <Failure
        error={query.error}
        what="The question"
        saved="Everything you answered is kept."
        onRetry={() => void query.refetch()}
      />
    );
  const place = placeOf(query.data, questionKey);
  const back = place?.previous;
  return (
    <>
      {fromCheck || !back ? (
        <BackLink to={fromCheck ? "/client-portal/onboarding/check" : "/client-portal/onboarding"} look="large">
          {fromCheck ? "Back to your answers" : "Back to all questions"}
        </BackLink>
      ) : (
        <BackLink to="/client-portal/onboarding/q/$key" params={{ key: back.key }} look="large">
          Back
        </BackLink>
      )}
      {place && query.data.stage === "answer" ? (
        // Another question, or another company's, is another form.
        <QuestionForm
          key={`${clientId}/${questionKey}`}
          place={place}
          clientId={clientId}
          fromCheck={fromCheck}
          save={save}
        />
      ) : (
        <>
          <h1 className="mb-4 text-2xl font-semibold tracking-tight">Nothing to answer here</h1>
          <Notice>
            {place
              ? "Your answers have been sent and cannot be changed here any more."
              : "This question is not asked with the answers you gave."}
          </Notice>
        </>
      )}
    </>
  );
}
