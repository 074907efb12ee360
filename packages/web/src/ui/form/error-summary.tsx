import { useEffect, useRef } from "react";
import type { FieldProblem } from "../../lib/request/problem.ts";
import { RequestId } from "../status/failure.tsx";
import { fieldId } from "./field.tsx";

export interface Summary {
  /** What is wrong as a whole, when it concerns no one field. */
  message?: string | undefined;
  fields?: FieldProblem[] | undefined;
  requestId?: string | undefined;
}

/**
 * "There is a problem": takes the focus when it appears or changes, and links to each field with the same words that
 * stand beside it (the GOV.UK pattern).
 */
export function ErrorSummary(summary: Summary) {
  const { message = "", fields = [] } = summary;
  if (message === "" && fields.length === 0) return null;
  // A new key for new words: the box is put up anew, and takes the focus again.
  return <Box key={message + fields.map((field) => field.path + field.message).join("|")} {...summary} />;
}

function Box({ message, fields = [], requestId }: Summary) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary-title"
      className="rounded-md border-2 border-bad bg-surface px-3 py-2.5 focus:outline-none"
    >
      <h2 id="error-summary-title" className="font-semibold">
        There is a problem
      </h2>
      {message ? <p className="mt-1">{message}</p> : null}
      {fields.length > 0 ? (
        <ul className="mt-1 space-y-1">
          {fields.map((field) => (
            <li key={field.path + field.message}>
              <a
                href={`#${fieldId(field.path)}`}
                className="font-medium text-bad underline underline-offset-2"
                onClick={(event) => jump(event, field.path)}
              >
                {field.message}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {requestId ? <RequestId id={requestId} /> : null}
    </div>
  );
}

/** Focuses the field instead of changing the address, which belongs to the router. */
function jump(event: { preventDefault(): void }, path: string): void {
  event.preventDefault();
  const control = document.getElementById(fieldId(path));
  control?.focus();
  control?.scrollIntoView({ block: "center" });
}
