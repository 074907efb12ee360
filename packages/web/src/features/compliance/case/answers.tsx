import { Fact, Facts } from "../../../ui/layout/page.tsx";
import type { Review } from "../queries.ts";

/** What the client answered, in the order it was asked. */
export function Answers({ answers }: { answers: Review["answers"] }) {
  if (answers.length === 0) return <p className="px-4 py-3 text-muted">The client has not answered yet.</p>;
  return (
    <Facts>
      {answers.map(({ question, answer }) => (
        <Fact key={question} term={question}>
          {answer}
        </Fact>
      ))}
    </Facts>
  );
}
