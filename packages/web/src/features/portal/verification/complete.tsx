import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Clock, FileQuestion, Hourglass, type LucideIcon, TimerOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTitle } from "../../../lib/title.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { useCompany } from "../company.ts";
import { AnotherWay, OtherWayAsked } from "./another-way.tsx";
import { GoOn, TestMode, ToCheck, ToHome } from "./part.tsx";
import { awaitedQuery, isAwaited, type Verification } from "./queries.ts";

/** Where the provider sends people back to. It shows what we know, never what the way back claims: that only names the company. */
export function CompletePage() {
  useTitle("Your identity check");
  const { company } = useCompany();
  const query = useQuery(awaitedQuery(company?.id));
  if (query.isPending) return <SkeletonRows count={4} label="Looking what came of your identity check" />;
  if (query.isError)
    return <Failure error={query.error} what="Your identity check" onRetry={() => void query.refetch()} />;
  return (
    <>
      <TestMode verification={query.data} />
      <Outcome verification={query.data} busy={query.isFetching} onLook={() => void query.refetch()} />
    </>
  );
}

interface Shown {
  verification: Verification;
  busy: boolean;
  onLook: () => void;
}

function Outcome({ verification, busy, onLook }: Shown) {
  const { state, firmName, clientName, url, message, items } = verification;
  switch (state) {
    case "open":
    case "starting":
      return (
        <Said icon={Hourglass} title="We are waiting for the result">
          <p>
            If you have finished, there is nothing more to do. LEM Verify usually needs less than a minute; this page
            shows the result as soon as it is there. You can also close it: {firmName} is told as well.
          </p>
          <p>If you left before the end, go on where you were.</p>
          <Actions>
            {url ? <GoOn url={url}>Go on with the check</GoOn> : null}
            <Button size="lg" busy={busy && !isAwaited(verification)} onClick={onLook} className="w-full sm:w-auto">
              Look again
            </Button>
          </Actions>
        </Said>
      );
    case "review":
      if (verification.otherWay)
        return (
          <Said icon={Clock} title="You have asked for another way">
            <OtherWayAsked verification={verification} asked={verification.otherWay} />
            <Actions>
              <ToHome />
            </Actions>
          </Said>
        );
      return (
        <Said icon={Clock} title="Your check is done">
          <p>
            Thank you. {firmName} now looks at everything together, usually within two working days, and writes to you.
            There is nothing you need to do.
          </p>
          <Actions>
            <ToHome />
          </Actions>
        </Said>
      );
    case "passed":
      return (
        <Said icon={CircleCheck} tone="text-good" title="You have passed">
          <p>
            {firmName} has taken {clientName} on. They have everything they need from you for now.
          </p>
          <Actions>
            <ToHome>Go to your pages</ToHome>
          </Actions>
        </Said>
      );
    case "more-needed":
      return (
        <Said icon={FileQuestion} tone="text-warn" title={`${firmName} needs something more`}>
          {message ? <blockquote className="border-l-4 border-line-strong pl-3">{message}</blockquote> : null}
          {items.includes("verification") ? (
            <p>You will also prove who you are once more, after your answers.</p>
          ) : null}
          <Actions>
            <a
              href="/client-portal/onboarding"
              className={buttonStyle({ look: "primary", size: "lg", className: "w-full sm:w-auto" })}
            >
              See what is asked
            </a>
          </Actions>
        </Said>
      );
    case "not-completed":
      return (
        <Said icon={TriangleAlert} tone="text-warn" title="The check was not completed">
          <p>
            {verification.ended === "document-expired"
              ? "The document you showed has expired. Use a passport or driving licence that is still valid."
              : "It stopped before there was a result. This happens when pictures are blurred or the connection breaks."}
          </p>
          <Again verification={verification} />
        </Said>
      );
    case "expired":
      return (
        <Said icon={TimerOff} tone="text-warn" title="Your link has expired">
          <p>The link to the check works for a day. Your answers are safe; start again for a new link.</p>
          <Again verification={verification} />
        </Said>
      );
    case "ready":
    case "not-ready":
      return (
        <Said icon={Clock} title="You have not started the check">
          <Actions>
            <ToCheck>{state === "ready" ? "Go to the check" : "See what comes first"}</ToCheck>
          </Actions>
        </Said>
      );
    case "closed":
      return (
        <Said icon={Clock} title="There is nothing to check">
          <p>{firmName} has written to you about this. Reply to their email if you have questions.</p>
          <Actions>
            <ToHome />
          </Actions>
        </Said>
      );
  }
}

function Again({ verification }: { verification: Verification }) {
  const { attemptsLeft, firmName } = verification;
  if (attemptsLeft === 0)
    return <p>{firmName} will look at your documents themselves and write to you. There is nothing you need to do.</p>;
  return (
    <>
      <Actions>
        <ToCheck>Start again</ToCheck>
      </Actions>
      <AnotherWay verification={verification} />
    </>
  );
}

/** One outcome. Live: whoever listens hears when it changes under them. */
function Said({
  icon: Icon,
  tone = "text-muted",
  title,
  children,
}: {
  icon: LucideIcon;
  tone?: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <div aria-live="polite" className="space-y-4">
      <h1 className="flex items-start gap-3 text-2xl font-semibold tracking-tight">
        <Icon aria-hidden="true" className={`mt-1 size-6 shrink-0 ${tone}`} />
        <span className="min-w-0 break-words">{title}</span>
      </h1>
      {children}
    </div>
  );
}

const Actions = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-3 pt-1">{children}</div>
);
