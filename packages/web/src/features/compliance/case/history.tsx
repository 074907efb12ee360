import { Ago } from "../../../ui/status/time.tsx";
import type { Review } from "../queries.ts";
import { DECISION_WORDS } from "../words.ts";

/** Everything that people decided, with their reasons; the newest first. */
export function History({ history }: { history: Review["history"] }) {
  if (history.length === 0) return <p className="text-muted">Nobody has decided anything yet.</p>;
  return (
    <ol className="space-y-3">
      {history.map(({ id, kind, at, byName, reason, details }) => (
        <li key={id}>
          <p>
            <span className="font-medium">{DECISION_WORDS[kind]}</span>{" "}
            <span className="text-muted">
              by {byName}, <Ago at={at} />
            </span>
          </p>
          <p className="whitespace-pre-wrap break-words">{reason}</p>
          {details.length > 0 ? <p className="text-xs text-muted">{details.join("; ")}</p> : null}
        </li>
      ))}
    </ol>
  );
}
