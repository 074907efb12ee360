import type { AnswerValue } from "@practice-hub/core/onboarding/schema";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { explain, hasCode, RequestError } from "../../../lib/request/problem.ts";
import { useTitle } from "../../../lib/title.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { ErrorSummary, type Summary } from "../../../ui/form/error-summary.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Source } from "../../document/source/source.tsx";
import { Control, emptyValue, HEADING, HINT, sentValue } from "./control/index.tsx";
import { readDraft, writeDraft } from "./draft.ts";
import { type Place, placeOf, type PortalOnboarding } from "./queries.ts";
import { answerLines, sourceWords } from "../../onboarding/answer-words.ts";

interface Props {
  place: Place;
  clientId: string;
  /** The person came to change one answer, and goes back to checking them. */
  fromCheck: boolean;
  save: (key: string, value: AnswerValue, version: number) => Promise<PortalOnboarding>;
}

type Newer = NonNullable<Place["question"]["answer"]>;

/** One question: heading, statement, control, why it is asked. Continue saves it and goes on. */
export function QuestionForm({ place: { section, question }, clientId, fromCheck, save }: Props) {
  const navigate = useNavigate();
  const [value, setValue] = useState<AnswerValue>(
    () => readDraft(clientId, question.key) ?? question.answer?.value ?? filled(question) ?? emptyValue(question),
  );
  const [summary, setSummary] = useState<Summary>({});
  const [newer, setNewer] = useState<Newer | null>(null);
  const [signedOut, setSignedOut] = useState(false);
  const [busy, setBusy] = useState(false);
  const place = question.answer?.place ?? question.suggestion?.place;
  const error = (path: string) => summary.fields?.find((field) => field.path === path)?.message;
  useTitle(question.short, { error: Boolean(summary.message ?? summary.fields) });

  const change = (next: AnswerValue) => {
    setValue(next);
    writeDraft(clientId, question.key, next);
  };
  const send = async (version: number) => {
    if (busy) return;
    setBusy(true);
    setSummary({});
    setNewer(null);
    try {
      const saved = await save(question.key, sentValue(question, value), version);
      writeDraft(clientId, question.key, null);
      await navigate(nextStep(saved, question.key, fromCheck));
    } catch (failure) {
      if (hasCode(failure, "onboarding.answer-conflict"))
        setNewer((failure.failure.document?.["current"] as Newer | null) ?? null);
      if (failure instanceof RequestError && failure.status === 401) setSignedOut(true);
      const { detail, fields = [], requestId } = explain(failure);
      setSummary(fields.length > 0 ? { fields } : { message: detail, requestId });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send(question.answer?.version ?? 0);
      }}
    >
      <ErrorSummary {...summary} />
      {signedOut ? <SignInAgain /> : null}
      <div>
        <p className="text-sm text-muted">{section.title}</p>
        <h1 id={HEADING} className="mt-1 text-2xl font-semibold tracking-tight text-balance">
          {question.label}
          {question.required ? null : <span className="font-normal text-muted"> (optional)</span>}
        </h1>
        {question.hint ? (
          <p id={HINT} className="mt-2 text-muted">
            {question.hint}
          </p>
        ) : null}
      </div>
      {question.statement?.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <Known question={question} onUse={change} />
      {place ? <Source audience="portal" label={question.short} place={place} /> : null}
      {newer ? (
        <Notice
          kind="warn"
          title="This was answered on another device meanwhile"
          action={
            <>
              <Button
                onClick={() => {
                  change(newer.value);
                  setNewer(null);
                  setSummary({});
                }}
              >
                Use that answer
              </Button>
              <Button look="quiet" onClick={() => void send(newer.version)}>
                Keep what I typed here
              </Button>
            </>
          }
        >
          It now says: {answerLines(question, newer.value).join(", ")}
        </Notice>
      ) : null}
      <Control question={question} value={value} onChange={change} error={error} />
      <Button type="submit" look="primary" busy={busy}>
        Continue
      </Button>
      <details className="border-t border-line pt-4">
        <summary className="min-h-6 cursor-pointer font-medium">Why we ask, and how long we keep it</summary>
        <p className="mt-2 text-muted">{question.why}</p>
        <p className="mt-2 text-muted">{question.kept}</p>
      </details>
    </form>
  );
}

const filled = ({ suggestion }: Place["question"]): AnswerValue | undefined =>
  suggestion?.isFilled ? suggestion.value : undefined;

/** Where a value comes from that is filled in already, or could be. */
function Known({ question, onUse }: { question: Place["question"]; onUse: (value: AnswerValue) => void }) {
  const { answer, suggestion } = question;
  if (suggestion) {
    const from = sourceWords(suggestion.source) ?? "";
    const why = suggestion.source === "document" ? suggestion.reason : "We filled this in for you.";
    if (suggestion.isFilled)
      return (
        <Notice title={`${from}: check that it is right`}>
          {why} Change it if it is wrong; it counts once you continue.
        </Notice>
      );
    return (
      <Notice
        title={`${from} we read: ${answerLines(question, suggestion.value).join(", ")}`}
        action={<Button onClick={() => onUse(suggestion.value)}>Use it</Button>}
      >
        {why}
      </Notice>
    );
  }
  const words = answer ? sourceWords(answer.source) : null;
  return words ? <p className="text-sm text-muted">{words}, confirmed by you</p> : null;
}

function SignInAgain() {
  const { href } = useLocation();
  return (
    <Notice
      kind="warn"
      title="You were signed out"
      action={
        <Link to="/client-portal/sign-in" search={{ next: href }} className={buttonStyle()}>
          Sign in again
        </Link>
      }
    >
      What you typed is kept on this device: you come back to this question.
    </Notice>
  );
}

/** The next question of the section; then the list. Who came from checking goes back there, by way of what became asked. */
function nextStep(saved: PortalOnboarding, key: string, fromCheck: boolean) {
  const next = placeOf(saved, key)?.next;
  if (next && (!fromCheck || next.answer === null))
    return {
      to: "/client-portal/onboarding/q/$key",
      params: { key: next.key },
      search: fromCheck ? { from: "check" as const } : {},
    } as const;
  return { to: fromCheck ? "/client-portal/onboarding/check" : "/client-portal/onboarding" } as const;
}
