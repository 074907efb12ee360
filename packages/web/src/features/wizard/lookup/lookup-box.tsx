import { Search } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { ErrorSummary } from "../../../ui/form/error-summary.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Countdown } from "../../../ui/status/countdown.tsx";
import { RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Spinner } from "../../../ui/status/spinner.tsx";
import { registerWords } from "../../client/words.ts";
import type { Lookup } from "./use-lookup.ts";

export interface LookupBoxProps {
  text: string;
  onText: (text: string) => void;
  lookup: Lookup;
  look: (text: string) => void;
  cancel: () => void;
  onByHand: () => void;
  onBack: () => void;
}

/** One box for a number or a name. Whatever the register answers, there is a way on. */
export function LookupBox({ text, onText, lookup, look, cancel, onByHand, onBack }: LookupBoxProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const typed = text.trim();
    setProblem(typed.length < 2 ? "Enter a company number or a name" : null);
    if (typed.length >= 2) look(typed);
  };
  const byHand = <Button onClick={onByHand}>Type the details by hand</Button>;
  return (
    <div className="space-y-4">
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem ? <ErrorSummary fields={[{ path: "lookup", message: problem }]} /> : null}
        <Field
          label="Company number or name"
          name="lookup"
          hint="For example 445790, SC095000, or the beginning of the name. Spaces and small letters are fine."
          error={problem ?? undefined}
        >
          <div className="flex gap-2">
            <LookupInput text={text} onText={onText} />
            <Button
              type="submit"
              look="primary"
              busy={lookup.state === "busy"}
              icon={<Search aria-hidden="true" className="size-3.5" />}
            >
              Look up
            </Button>
          </div>
        </Field>
      </form>
      <div aria-live="polite" className="space-y-3">
        {lookup.state === "busy" ? (
          <p className="late flex items-center gap-2 text-muted">
            <Spinner /> Asking Companies House about {lookup.what}…
          </p>
        ) : null}
        {lookup.state === "not-found" ? (
          <Notice kind="warn" title="No company with that number" action={byHand}>
            Companies House has no company {lookup.number}. Check the number, search by name, or type the details
            yourself.
          </Notice>
        ) : null}
        {lookup.state === "waiting" ? (
          <Notice
            kind="warn"
            title="Companies House takes no more requests for now"
            action={
              <>
                {byHand}
                <Button look="quiet" onClick={cancel}>
                  Stop waiting
                </Button>
              </>
            }
          >
            We look it up again by ourselves in <Countdown untilMs={lookup.untilMs} />. What you typed is kept.
          </Notice>
        ) : null}
        {lookup.state === "failed" ? (
          <Notice
            kind="bad"
            title="Companies House could not be asked"
            action={
              <>
                <Button onClick={() => look(lookup.text)}>Try again</Button>
                {byHand}
              </>
            }
          >
            {lookup.failure.detail} Nothing is lost: you can type the details by hand, and they are compared with the
            register later.
            {lookup.failure.requestId ? <RequestId id={lookup.failure.requestId} /> : null}
          </Notice>
        ) : null}
        {lookup.state === "hits" ? <Hits lookup={lookup} look={look} /> : null}
      </div>
      <div className="flex flex-wrap gap-2 pt-2">
        <Button onClick={onBack}>Back</Button>
        <Button look="quiet" onClick={onByHand}>
          Not on the register? Type the details by hand
        </Button>
      </div>
    </div>
  );
}

function LookupInput({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <Input
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => onText(event.target.value)}
      className="max-w-md"
    />
  );
}

function Hits({ lookup, look }: { lookup: Extract<Lookup, { state: "hits" }>; look: (text: string) => void }) {
  if (lookup.hits.length === 0)
    return <Notice title={`No company is called “${lookup.query}”`}>Try fewer words, or the company number.</Notice>;
  return (
    <section aria-label="Companies found">
      <p className="mb-1 text-muted">
        {lookup.hits.length === 1 ? "1 company" : `${lookup.hits.length} companies`} for “{lookup.query}”. Choose one.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {lookup.hits.map((hit) => (
          <li key={hit.companyNumber}>
            <button
              type="button"
              className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 text-left hover:bg-hover"
              onClick={() => look(hit.companyNumber)}
            >
              <span className="font-medium">{hit.companyName}</span>
              <span className="text-muted tabular-nums">{hit.companyNumber}</span>
              {hit.companyStatus === "active" ? null : <Badge tone="warn">{registerWords(hit.companyStatus)}</Badge>}
              {hit.address ? <span className="w-full truncate text-xs text-muted">{hit.address}</span> : null}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
