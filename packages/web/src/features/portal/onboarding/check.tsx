import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { explain } from "../../../lib/request/problem.ts";
import { useTitle } from "../../../lib/title.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary, type Summary } from "../../../ui/form/error-summary.tsx";
import { FieldError, fieldId } from "../../../ui/form/field.tsx";
import { BackLink } from "../../../ui/layout/back-link.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { type AskedQuestion, useOnboarding } from "./queries.ts";
import { answerLines, sourceWords } from "../../onboarding/answer-words.ts";

/** Every answer on one page, each to be changed, and the button that sends them. */
export function CheckAnswers() {
  const navigate = useNavigate();
  const { query, submit } = useOnboarding();
  const [summary, setSummary] = useState<Summary>({});
  const [busy, setBusy] = useState(false);
  useTitle("Check your answers", { error: Boolean(summary.message ?? summary.fields) });
  if (query.isPending) return <SkeletonRows count={6} label="Loading your answers" />;
  if (query.isError)
    return (
      <Failure
        error={query.error}
        what="Your answers"
        saved="Everything you answered is kept."
        onRetry={() => void query.refetch()}
      />
    );
  const { sections, stage, firmName } = query.data;
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setSummary({});
    try {
      await submit();
      await navigate({ to: "/client-portal/onboarding" });
    } catch (error) {
      const { detail, fields = [], requestId } = explain(error);
      setSummary(fields.length > 0 ? { fields } : { message: detail, requestId });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <BackLink to="/client-portal/onboarding" look="large">
        Back to all questions
      </BackLink>
      <div className="space-y-5">
        <ErrorSummary {...summary} />
        <h1 className="text-2xl font-semibold tracking-tight">Check your answers</h1>
        {sections.map((section) => (
          <Panel key={section.key} flush title={section.title} id={`section-${section.key}`}>
            <dl className="divide-y divide-line">
              {section.questions.map((question) => (
                <Row
                  key={question.key}
                  question={question}
                  isOpen={stage === "answer"}
                  error={summary.fields?.find(({ path }) => path === question.key)?.message}
                />
              ))}
            </dl>
          </Panel>
        ))}
        {stage === "answer" ? (
          <>
            <p>
              By sending these answers you confirm that they are correct and complete to the best of your knowledge.{" "}
              {firmName} checks them, and asks you to verify your identity next.
            </p>
            <Button look="primary" busy={busy} onClick={() => void send()}>
              Confirm and send
            </Button>
          </>
        ) : (
          <Notice>
            {query.data.submittedAt
              ? "These answers have been sent and cannot be changed here any more."
              : "There is nothing to answer at the moment."}
          </Notice>
        )}
      </div>
    </>
  );
}

function Row({ question, isOpen, error }: { question: AskedQuestion; isOpen: boolean; error: string | undefined }) {
  const { answer, short, key } = question;
  const source = answer ? sourceWords(answer.source) : null;
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-3 px-4 py-3 sm:grid-cols-[10rem_1fr_auto]">
      <dt className="font-medium max-sm:col-span-1">{short}</dt>
      <dd className="wrap-anywhere max-sm:order-last max-sm:col-span-2 max-sm:mt-1">
        {answer ? (
          // Two people may have one name: the place tells lines apart.
          answerLines(question, answer.value).map((line, n) => <p key={n}>{line}</p>)
        ) : (
          <p className="text-muted">{question.required ? "Not answered yet" : "Not given"}</p>
        )}
        {source ? <p className="text-sm text-muted">{source}</p> : null}
        {error ? <FieldError>{error}</FieldError> : null}
      </dd>
      {isOpen ? (
        <dd>
          <Link
            id={fieldId(key)}
            to="/client-portal/onboarding/q/$key"
            params={{ key }}
            search={{ from: "check" }}
            className="inline-flex min-h-6 items-center font-medium underline underline-offset-2"
          >
            {answer ? "Change" : "Answer"}
            <span className="sr-only"> {short}</span>
          </Link>
        </dd>
      ) : null}
    </div>
  );
}
