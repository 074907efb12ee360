import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { formatPence } from "../../../lib/money.ts";
import { shortDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { useCan } from "../../../lib/account/me.ts";
import type { Check, Hit, Review } from "../queries.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { HIT_WORDS, OTHER_WAY_WORDS } from "../words.ts";

const OUTCOMES = {
  pass: { label: "Passed", tone: "good" },
  refer: { label: "Referred", tone: "warn" },
  fail: { label: "Failed", tone: "bad" },
} as const;

/** The identity checks with their scores and matches, the newest first. */
export function Checks({ review, onDone }: { review: Review; onDone: (review: Review) => void }) {
  if (review.checks.length === 0) return <p className="px-4 py-3 text-muted">No identity check has been begun yet.</p>;
  return (
    <ul className="divide-y divide-line">
      {review.checks.map((check) => (
        <li key={check.id} className="space-y-2 px-4 py-3">
          <OneCheck check={check} />
          {check.hits.map((hit) => (
            <Match key={hit.id} hit={hit} clientId={review.clientId} onDone={onDone} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function OneCheck({ check }: { check: Check }) {
  const { outcome, status, mode, startedAt, document, face, liveness, amlStatus, costPence, reason, remedy } = check;
  // The published wire tells the parts only in its report.
  const untold = check.hand ? "Not compared" : outcome ? "See the report" : "–";
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        {outcome ? (
          <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].label}</Badge>
        ) : (
          <Badge>{status === "failed" ? "Ended without a result" : "Under way"}</Badge>
        )}
        {mode === "test" ? <Badge tone="warn">Test mode: proves nothing</Badge> : null}
        {check.hand ? <Badge>By hand</Badge> : null}
        <span className="text-muted">
          {check.hand ? "recorded" : "begun"} <Ago at={startedAt} />
          {costPence === null ? null : `, costs ${formatPence(costPence)}`}
        </span>
      </p>
      {reason ? <p className="text-muted">{reason}</p> : null}
      {remedy ? <p className="text-muted">{remedy}</p> : null}
      {check.hand ? <ByHand hand={check.hand} /> : null}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-4">
        <Score term="Document" value={document ? (document.verified ? "Verified" : "Not verified") : "–"}>
          {document
            ? `${document.type.replaceAll("_", " ")}${document.expiryOn ? `, until ${shortDate(document.expiryOn)}` : ""}`
            : null}
        </Score>
        <Score term="Face match" value={face ? (face.passed ? "Passed" : "Not passed") : untold}>
          {face?.score == null ? null : `${face.score} of 100`}
        </Score>
        <Score term="Liveness" value={liveness ? (liveness.passed ? "Passed" : "Not passed") : untold}>
          {liveness?.score == null ? null : `${liveness.score} of 100`}
        </Score>
        <Score term="Screening" value={amlStatus === "clear" ? "Clear" : amlStatus === null ? untold : "Not clear"}>
          {check.hits.length > 0 ? `${check.hits.length} ${check.hits.length === 1 ? "match" : "matches"}` : null}
        </Score>
      </dl>
    </>
  );
}

function ByHand({ hand }: { hand: NonNullable<Check["hand"]> }) {
  const { way, byName, seenOn, certifier, screening, documentIds } = hand;
  return (
    <p className="text-muted">
      {OTHER_WAY_WORDS[way]}, seen by {byName} on {shortDate(seenOn)}.{" "}
      {certifier ? `Certified on ${shortDate(certifier.on)} by ${certifier.name}, ${certifier.capacity}. ` : ""}
      Screened on {shortDate(screening.on)}: {screening.source}.{" "}
      {documentIds.length === 1 ? "One copy is kept." : `${documentIds.length} copies are kept.`}
    </p>
  );
}

function Score({ term, value, children }: { term: string; value: string; children: string | null }) {
  return (
    <div>
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="font-medium">{value}</dd>
      {children ? <dd className="text-xs text-muted">{children}</dd> : null}
    </div>
  );
}

function Match({ hit, clientId, onDone }: { hit: Hit; clientId: string; onDone: (review: Review) => void }) {
  const [open, setOpen] = useState(false);
  const mayDecide = useCan("kyc:decide");
  const mayOverride = useCan("kyc:override");
  const may = hit.type === "sanctions" ? mayOverride : mayDecide;
  const { dismissed } = hit;
  return (
    <div className="rounded-md border border-line px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          <Badge tone={dismissed ? "neutral" : "bad"}>{HIT_WORDS[hit.type]}</Badge>{" "}
          <span className="font-medium">{hit.name}</span>
        </p>
        {dismissed || !may ? null : (
          <Button size="sm" onClick={() => setOpen(true)}>
            Dismiss
          </Button>
        )}
      </div>
      {hit.detail ? <p className="mt-1 text-muted">{hit.detail}</p> : null}
      {dismissed ? (
        <p className="mt-1 text-muted">
          Dismissed by {dismissed.byName} <Ago at={dismissed.at} />: {dismissed.reason}
        </p>
      ) : null}
      {open ? (
        <ReasonDialog
          title={`Dismiss the match with ${hit.name}?`}
          action="Dismiss match"
          hint="Why this is another person, or why it does not matter. It stays in the evidence."
          onClose={() => setOpen(false)}
          onConfirm={async (reason) =>
            onDone(
              await api("POST /api/kyc/{id}/checks/{checkId}/hits/{hitId}/dismiss", {
                params: { id: clientId, checkId: hit.checkId, hitId: hit.id },
                body: { reason },
              }),
            )
          }
        />
      ) : null}
    </div>
  );
}
