import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { longDate } from "../../../lib/time/date.ts";
import { buttonStyle } from "../../../ui/button.tsx";
import { Fact, Facts, Panel } from "../../../ui/layout/page.tsx";
import type { PortalOnboarding } from "./queries.ts";

type Closed = Exclude<PortalOnboarding["stage"], "answer">;

const WORDS: Record<Closed, { title: string; icon: typeof CircleCheck; tone: string; next: (firm: string) => string }> =
  {
    verify: {
      title: "Your answers have been sent",
      icon: CircleCheck,
      tone: "text-good",
      next: () =>
        "One step is left: verify your identity. It takes about five minutes, with your passport or driving licence at hand.",
    },
    review: {
      title: "Your answers are being checked",
      icon: CircleDashed,
      tone: "text-accent-ink",
      next: (firm) =>
        `${firm} is looking at what you sent, and writes to you when it is done. There is nothing for you to do now.`,
    },
    approved: {
      title: "You are all set",
      icon: CircleCheck,
      tone: "text-good",
      next: (firm) => `${firm} has finished the checks. There is nothing for you to do here.`,
    },
    not_approved: {
      title: "The checks could not be completed",
      icon: CircleX,
      tone: "text-bad",
      next: (firm) =>
        `${firm} could not complete the checks. If you have questions, or think that something was read wrongly, contact ${firm}.`,
    },
    closed: {
      title: "This has been closed",
      icon: CircleX,
      tone: "text-muted",
      next: (firm) => `There is nothing for you to do here. If you have questions, contact ${firm}.`,
    },
  };

/** How it stands after the answers were sent: the true state, whatever page led here. */
export function Stage({ onboarding }: { onboarding: PortalOnboarding }) {
  const { stage, firmName, clientName, submittedAt, reference } = onboarding;
  if (stage === "answer") return null;
  const { title, icon: Icon, tone, next } = WORDS[stage];
  return (
    <>
      <div className="flex items-start gap-3">
        <Icon aria-hidden="true" className={`mt-1 size-6 shrink-0 ${tone}`} />
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      </div>
      <p className="mt-3">{next(firmName)}</p>
      {stage === "verify" ? (
        <p className="mt-4">
          <Link to="/client-portal/onboarding/verify" className={buttonStyle({ look: "primary" })}>
            Verify your identity
          </Link>
        </p>
      ) : null}
      <Panel flush className="mt-5">
        <Facts>
          <Fact term="For">{clientName}</Fact>
          {submittedAt ? <Fact term="Sent">{longDate(submittedAt)}</Fact> : null}
          <Fact term="Reference">
            <code className="font-mono text-sm break-all select-all">{reference}</code>
          </Fact>
        </Facts>
      </Panel>
      {submittedAt ? (
        <p className="mt-5">
          <Link to="/client-portal/onboarding/check" className="font-medium underline underline-offset-2">
            See the answers you sent
          </Link>
        </p>
      ) : null}
    </>
  );
}
