import { Link } from "@tanstack/react-router";
import { useTitle } from "../../../lib/title.ts";
import { buttonStyle } from "../../../ui/button.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { ProgressBar } from "../../../ui/status/progress.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { type AskedSection, type PortalOnboarding, useOnboarding } from "./queries.ts";
import { Stage } from "./stage.tsx";

/** What there is to do for being taken on, section by section; after it was sent, how it stands. */
export function OnboardingTasks() {
  useTitle("Onboarding");
  const { query } = useOnboarding();
  if (query.isPending) return <SkeletonRows count={5} label="Loading your questions" />;
  if (query.isError)
    return (
      <Failure
        error={query.error}
        what="Your questions"
        saved="Everything you answered is kept."
        onRetry={() => void query.refetch()}
      />
    );
  return query.data.stage === "answer" ? <Tasks onboarding={query.data} /> : <Stage onboarding={query.data} />;
}

function Tasks({ onboarding: { clientName, firmName, sections, more } }: { onboarding: PortalOnboarding }) {
  const done = sections.filter(isDone).length;
  const first = sections.find((section) => !isDone(section));
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Getting started</h1>
      <p className="mt-1 text-muted wrap-anywhere">
        {firmName} is taking {clientName} on. It takes about ten minutes. Each answer is saved as you go, so you can
        stop and go on later, on any device.
      </p>
      {more ? (
        <Notice kind="warn" title={`${firmName} needs a little more`} className="mt-4">
          <p className="whitespace-pre-line">{more.message}</p>
          <ul className="mt-2 list-disc pl-5">
            {more.items.map((item) => (
              <li key={item}>{ASKED[item]}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <div className="mt-5">
        <ProgressBar label="Sections done" part={done / sections.length} words={`${done} of ${sections.length}`} />
      </div>
      <p className="mt-5">
        <Link to="/client-portal/onboarding/identity" className="font-medium underline underline-offset-2">
          Send your passport or driving licence
        </Link>
        <span className="block text-sm text-muted">
          Best done first: {firmName} needs it, and what it proves can be filled in for you.
        </span>
      </p>
      <ol className="mt-5 divide-y divide-line rounded-lg border border-line bg-surface">
        {sections.map((section) => (
          <li key={section.key}>
            <Task section={section} />
          </li>
        ))}
      </ol>
      <div className="mt-6">
        {first ? (
          <StartLink section={first} words={done === 0 && first.answered === 0 ? "Start" : "Continue"} />
        ) : (
          <Link to="/client-portal/onboarding/check" className={buttonStyle({ look: "primary" })}>
            Check your answers and send them
          </Link>
        )}
      </div>
    </>
  );
}

type Asked = NonNullable<PortalOnboarding["more"]>["items"][number];
/** What the firm asks for again, as its mail says it, and when it is done. */
const ASKED: Record<Asked, string> = {
  answers: "Check and correct your answers",
  document: "Upload an identity document",
  verification: "Do the identity check again, after you sent your answers",
};

/** A section without required questions is done once all of it was looked at. */
const isDone = ({ required, answered, questions }: AskedSection): boolean =>
  answered === required && (required > 0 || questions.every(({ answer }) => answer !== null));

/** Where to go on in a section: its first question without an answer, or else its first. */
const entryOf = ({ questions }: AskedSection) =>
  questions.find(({ required, answer }) => required && answer === null) ?? questions[0];

function Task({ section }: { section: AskedSection }) {
  const entry = entryOf(section);
  if (!entry) return null;
  const suggested = section.questions.filter(({ suggestion }) => suggestion !== null).length;
  return (
    <Link
      to="/client-portal/onboarding/q/$key"
      params={{ key: entry.key }}
      className="flex items-center justify-between gap-4 px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      <span className="min-w-0">
        <span className="font-medium underline underline-offset-2">{section.title}</span>
        <span className="mt-0.5 block text-sm text-muted">
          {section.answered} of {section.required} answered
          {suggested > 0 ? `, ${suggested} filled in for you to check` : ""}
        </span>
      </span>
      <SectionBadge section={section} />
    </Link>
  );
}

function SectionBadge({ section }: { section: AskedSection }) {
  if (isDone(section)) return <Badge tone="good">Done</Badge>;
  return section.answered > 0 ? <Badge tone="accent">In progress</Badge> : <Badge>To do</Badge>;
}

function StartLink({ section, words }: { section: AskedSection; words: string }) {
  const entry = entryOf(section);
  return entry ? (
    <Link
      to="/client-portal/onboarding/q/$key"
      params={{ key: entry.key }}
      className={buttonStyle({ look: "primary" })}
    >
      {words}
    </Link>
  ) : null;
}
