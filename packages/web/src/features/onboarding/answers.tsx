import { useState } from "react";
import { Panel } from "../../ui/layout/page.tsx";
import { PlaceWords, ShowSource } from "../document/source/staff.tsx";
import { Source } from "../document/source/source.tsx";
import { useCan } from "../../lib/account/me.ts";
import { Ago } from "../../ui/status/time.tsx";
import { answerLines, sourceWords } from "./answer-words.ts";
import type { CaseRecord } from "./queries.ts";

type Section = CaseRecord["sections"][number];

/** What the client said, section by section, with where each answer came from and who confirmed it. Nobody at the firm changes it. */
export const AnswersPanel = ({ sections }: { sections: readonly Section[] }) => (
  <>
    {sections.map((section) => (
      <SectionPanel key={section.key} section={section} />
    ))}
  </>
);

function SectionPanel({ section }: { section: Section }) {
  const mayRead = useCan("document:read");
  const [onDocument, setOnDocument] = useState(false);
  const hasPlaces = section.questions.some(({ answer, suggestion }) => answer?.place ?? suggestion?.place);
  return (
    <Panel
      flush
      title={section.title}
      id={`answers-${section.key}`}
      actions={
        <>
          {hasPlaces && mayRead ? <ShowSource shown={onDocument} onShow={setOnDocument} /> : null}
          <span className="text-xs text-muted tabular-nums">
            {section.answered} of {section.required} answered
          </span>
        </>
      }
    >
      <dl className="divide-y divide-line">
        {section.questions.map((question) => (
          <Row key={question.key} question={question} onDocument={onDocument} />
        ))}
      </dl>
    </Panel>
  );
}

function Row({ question, onDocument }: { question: Section["questions"][number]; onDocument: boolean }) {
  const { answer, suggestion, short } = question;
  const shown = answer ?? suggestion;
  const place = shown?.place;
  return (
    <div className="grid grid-cols-[minmax(7rem,2fr)_5fr] gap-3 px-4 py-2">
      <dt className="text-muted">{short}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {shown ? (
          // Two people may have one name: the place tells lines apart.
          answerLines(question, shown.value).map((line, n) => <p key={n}>{line}</p>)
        ) : (
          <p className="text-muted">No answer yet</p>
        )}
        {answer ? (
          <p className="text-xs text-muted">
            {sourceWords(answer.source, "staff") ?? "Typed"}, confirmed by {answer.confirmedBy}{" "}
            <Ago at={answer.confirmedAt} />
            {answer.wording ? ` (wording ${answer.wording})` : ""}
          </p>
        ) : null}
        {suggestion ? (
          <p className="text-xs text-muted">
            {sourceWords(suggestion.source, "staff")}; the client has not confirmed it yet
          </p>
        ) : null}
        {place ? <PlaceWords place={place} /> : null}
        {place && onDocument ? <Source audience="staff" label={short} place={place} /> : null}
      </dd>
    </div>
  );
}
