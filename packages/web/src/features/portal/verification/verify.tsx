import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { exactTime } from "../../../lib/time/date.ts";
import { useTitle } from "../../../lib/title.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/form/choice.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { useCompany } from "../company.ts";
import { AnotherWay, OtherWayAsked } from "./another-way.tsx";
import { GoOn, TestMode, ToHome } from "./part.tsx";
import { awaitedQuery, type Verification, verificationQuery } from "./queries.ts";

const TITLE = "Prove who you are";

/** Before the hand-off to the provider: what happens, how long it takes, what to have ready, and the way round it. */
export function VerifyPage() {
  useTitle(TITLE);
  const { company } = useCompany();
  const query = useQuery(awaitedQuery(company?.id));
  if (query.isPending) return <SkeletonRows count={5} label="Loading your identity check" />;
  if (query.isError)
    return <Failure error={query.error} what="Your identity check" onRetry={() => void query.refetch()} />;
  return (
    <>
      <TestMode verification={query.data} />
      <h1 className="text-2xl font-semibold tracking-tight">{TITLE}</h1>
      <div className="mt-4 space-y-5">
        <Hand verification={query.data} />
      </div>
    </>
  );
}

function Hand({ verification }: { verification: Verification }) {
  const { state, url, expiresAt, firmName } = verification;
  switch (state) {
    case "ready":
    case "expired":
    case "not-completed":
      return <Before verification={verification} />;
    case "starting":
      return (
        <Notice kind="info" live title="Your check is being prepared">
          This takes a few seconds. The page goes on by itself.
        </Notice>
      );
    case "open":
      return (
        <>
          <p>
            Your check is open{expiresAt ? ` until ${exactTime(expiresAt)}` : ""}. You can go on where you left off.
          </p>
          {url ? <GoOn url={url}>Go on with the check</GoOn> : null}
          <p>
            Finished already?{" "}
            <Link to="/client-portal/onboarding/complete" className="text-accent-ink underline underline-offset-2">
              See what came of it
            </Link>
          </p>
          <AnotherWay verification={verification} />
        </>
      );
    case "not-ready":
    case "more-needed":
      return (
        <>
          <p>
            {state === "not-ready"
              ? "The identity check comes after your answers. Finish and send those first."
              : `${firmName} asked you for something first.`}
          </p>
          <a href="/client-portal/onboarding" className={buttonStyle({ look: "primary", size: "lg" })}>
            Go to your answers
          </a>
        </>
      );
    case "review":
    case "passed":
    case "closed":
      if (verification.otherWay)
        return (
          <>
            <OtherWayAsked verification={verification} asked={verification.otherWay} />
            <ToHome />
          </>
        );
      return (
        <>
          <p>There is nothing to check at the moment.</p>
          <ToHome />
        </>
      );
  }
}

const STEPS = [
  "You go to a secure page of LEM Verify, who check identities for many firms.",
  "You take a picture of your passport or driving licence.",
  "You look into the camera, so that your face can be compared with the picture.",
  "You come back here, and see what happens next.",
];
const READY = [
  "your passport or UK driving licence, the original and still valid",
  "a phone, tablet or computer with a camera",
  "good light, and about 5 minutes",
];

function Before({ verification }: { verification: Verification }) {
  const { state, attemptsLeft, firmName } = verification;
  return (
    <>
      {state === "expired" ? (
        <Notice kind="warn" title="Your last link has expired">
          Nothing is lost. Start the check again for a new one.
        </Notice>
      ) : null}
      {state === "not-completed" ? (
        <Notice kind="warn" title="Your last check was not completed">
          {verification.ended === "document-expired"
            ? "The document you showed has expired. Use one that is still valid."
            : "It stopped before there was a result. You can start it again."}
        </Notice>
      ) : null}
      <p>
        The law asks {firmName} to make sure that you are who you say you are before they work for you.{" "}
        <strong>This takes about 5 minutes.</strong>
      </p>
      <Panel title="Have ready" id="ready">
        <ul className="list-disc space-y-1 pl-5">
          {READY.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </Panel>
      <Panel title="What happens" id="happens">
        <ol className="list-decimal space-y-1 pl-5">
          {STEPS.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Panel>
      <Panel title="What is kept" id="kept">
        <p>
          {firmName} keeps the result and copies of your document for five years after they stop working for you,
          because the Money Laundering Regulations 2017 ask for it, and uses them for nothing else. They never receive
          the measurements of your face. LEM Verify deletes what it holds after 7 days. Your name is also looked up in
          public lists of sanctions and public offices.
        </p>
      </Panel>
      <Begin verification={verification} />
      {attemptsLeft > 0 && attemptsLeft < 3 ? (
        <p className="text-muted">
          {attemptsLeft === 1 ? "You can start it one more time." : `You can start it ${attemptsLeft} more times.`} If
          it does not work, {firmName} will find another way with you.
        </p>
      ) : null}
      <AnotherWay verification={verification} />
    </>
  );
}

function Begin({ verification }: { verification: Verification }) {
  const cache = useQueryClient();
  const [agreed, setAgreed] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const start = useMutation({
    mutationFn: () =>
      api("POST /api/portal/verification", { body: { clientId: verification.clientId, faceConsent: true } }),
    onSuccess: (next) => {
      cache.setQueryData(verificationQuery(verification.clientId).queryKey, next);
      if (next.url) window.location.assign(next.url);
    },
  });
  const begin = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!agreed);
    if (agreed) start.mutate();
  };
  return (
    <form onSubmit={begin} noValidate className="space-y-3">
      <Checkbox
        className="min-h-11"
        checked={agreed}
        aria-invalid={isMissing || undefined}
        aria-describedby={isMissing ? "agree-error" : undefined}
        onChange={(event) => {
          setAgreed(event.target.checked);
          setMissing(false);
        }}
        label="I agree that LEM Verify compares my face with the picture in my document"
      />
      {isMissing ? (
        <p id="agree-error" role="alert" className="font-medium text-bad">
          Tick the box to start, or choose another way below.
        </p>
      ) : null}
      {start.isError ? (
        <Notice kind="bad" live title="The check has not started">
          {explain(start.error).detail}
        </Notice>
      ) : null}
      <Button
        type="submit"
        look="primary"
        size="lg"
        className="w-full sm:w-auto"
        busy={start.isPending || (start.isSuccess && start.data.url !== null)}
      >
        {verification.state === "ready" ? "Start the check" : "Start it again"}
      </Button>
    </form>
  );
}
