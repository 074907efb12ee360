import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { longDate } from "../../lib/time/date.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Fact, Facts, Panel } from "../../ui/layout/page.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { StartButton } from "../onboarding/start-button.tsx";
import { useCan } from "../../lib/account/me.ts";
import { whom } from "./case/decision.tsx";
import { Discrepancies } from "./case/discrepancies.tsx";
import { EvidencePanel } from "./evidence.tsx";
import { evidenceQuery, rememberReview, type Review, reviewQuery } from "./queries.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { RISK_WORDS, STATUS_WORDS } from "./words.ts";

/** Where a client stands with the law on money laundering, and what is kept about it until when. */
export function ClientCompliance({ clientId }: { clientId: string }) {
  const cache = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(reviewQuery(clientId));
  if (isPending)
    return (
      <Panel flush>
        <SkeletonRows label="Loading compliance" />
      </Panel>
    );
  if (!data) return <Failure error={error} what="Compliance" onRetry={() => void refetch()} />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Standing review={data} />
      <Retention review={data} onDone={(next) => rememberReview(cache, next)} />
      <EvidencePanel clientId={clientId} />
      <Discrepancies review={data} />
    </div>
  );
}

function Standing({ review }: { review: Review }) {
  const { status, risk, reviewDueOn, decision, clientId, clientStatus } = review;
  return (
    <Panel
      flush
      title="Identity checks"
      id="standing"
      actions={
        <Link to="/client-hub/compliance/$clientId" params={{ clientId }} className={buttonStyle({ size: "sm" })}>
          Open the case
        </Link>
      }
    >
      <Facts>
        <Fact term="Status">
          <Badge tone={STATUS_WORDS[status].tone}>{STATUS_WORDS[status].label}</Badge>
        </Fact>
        <Fact term="Decided">
          {decision ? (
            <>
              <Ago at={decision.at} />{" "}
              {decision.by === null ? "by itself, all clean" : `by ${decision.byName ?? "somebody"}`}
            </>
          ) : (
            "Not yet"
          )}
        </Fact>
        <Fact term="Risk">
          {risk ? <Badge tone={RISK_WORDS[risk.level].tone}>{RISK_WORDS[risk.level].label}</Badge> : "Not rated"}
        </Fact>
        <Fact term="Next review">{reviewDueOn ? longDate(reviewDueOn) : "None"}</Fact>
      </Facts>
      {clientStatus === "archived" ? null : (
        <div className="border-t border-line px-4 py-3 empty:hidden">
          <StartButton of={review} status={status} to={whom(review)} />
        </div>
      )}
    </Panel>
  );
}

type Verb = "end" | "hold" | "release";
const VERBS: Record<Verb, { title: string; action: string; words: string; done: string }> = {
  end: {
    title: "End the relationship?",
    action: "End relationship",
    words:
      "The case is closed and the client becomes inactive. Its identity evidence is deleted five years and a day from now. This cannot be undone.",
    done: "The relationship has ended",
  },
  hold: {
    title: "Set a legal hold?",
    action: "Set legal hold",
    words: "Nothing of this client's evidence is deleted until the hold is released.",
    done: "The legal hold is set",
  },
  release: {
    title: "Release the legal hold?",
    action: "Release",
    words: "The evidence is deleted when its time has come, or within a day if it has.",
    done: "The legal hold is released",
  },
};

/** Until when the evidence is kept, and what stops its deletion. */
function Retention({ review, onDone }: { review: Review; onDone: (review: Review) => void }) {
  const [verb, setVerb] = useState<Verb | null>(null);
  const { data } = useQuery(evidenceQuery(review.clientId));
  const mayEnd = useCan("client:archive");
  const mayHold = useCan("kyc:override");
  const { relationshipEndedAt, legalHold, clientId, version } = review;
  const certificate = data?.certificate ?? null;
  return (
    <Panel flush title="Retention" id="retention">
      <Facts>
        <Fact term="Relationship">{relationshipEndedAt ? `Ended on ${longDate(relationshipEndedAt)}` : "Lasts"}</Fact>
        <Fact term="Evidence">
          {certificate
            ? `Deleted on ${longDate(certificate.purgedAt)}`
            : data?.purgeAt
              ? `Kept until ${longDate(data.purgeAt)}, then deleted`
              : "Kept until five years after the relationship has ended"}
        </Fact>
        <Fact term="Legal hold">
          {legalHold ? `${legalHold.reason} (${legalHold.byName}, ${longDate(legalHold.at)})` : "None"}
        </Fact>
        {[...(certificate ? [certificate] : []), ...(data?.earlier ?? [])].map((one, n) => (
          <Fact key={one.sha256} term={n === 0 && certificate ? "Certificate" : "Earlier certificate"}>
            {one.documents.length} documents, deleted on {longDate(one.purgedAt)}, SHA-256{" "}
            <code className="font-mono text-xs break-all select-all">{one.sha256}</code>
          </Fact>
        ))}
      </Facts>
      <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3 empty:hidden">
        {mayEnd && !relationshipEndedAt ? <Button onClick={() => setVerb("end")}>End relationship</Button> : null}
        {mayHold && !legalHold && !certificate ? <Button onClick={() => setVerb("hold")}>Set legal hold</Button> : null}
        {mayHold && legalHold ? <Button onClick={() => setVerb("release")}>Release legal hold</Button> : null}
      </div>
      {verb ? (
        <ReasonDialog
          title={VERBS[verb].title}
          action={VERBS[verb].action}
          danger={verb === "end"}
          onClose={() => setVerb(null)}
          onConfirm={async (reason) => {
            onDone(await api(`POST /api/kyc/{id}/${verb}`, { params: { id: clientId }, body: { version, reason } }));
            toastSuccess(VERBS[verb].done);
          }}
        >
          <p className="text-muted">{VERBS[verb].words} No mail goes.</p>
        </ReasonDialog>
      ) : null}
    </Panel>
  );
}
