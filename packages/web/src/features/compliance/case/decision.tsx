import { kycApprovedLetter, kycMoreLetter, kycRejectedLetter } from "@practice-hub/core/email/schema";
import { CHECK_PRICE_PENCE, MAX_ATTEMPTS } from "@practice-hub/core/kyc/schema";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { formatPence } from "../../../lib/money.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/form/choice.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { StartButton } from "../../onboarding/start-button.tsx";
import { useCan, useMe } from "../../../lib/account/me.ts";
import { IdentifyDialog } from "./identify-dialog.tsx";
import { Letter } from "../../email/letter.tsx";
import type { Review } from "../queries.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { MORE_WORDS, OTHER_WAY_WORDS, STATUS_WORDS } from "../words.ts";

type Verb = "approve" | "second-approve" | "send-back" | "reject" | "request-more" | "take-over" | "re-review";

const DONE: Record<Verb, string> = {
  approve: "Approved",
  "second-approve": "Second approval given",
  "send-back": "Sent back",
  reject: "Rejected",
  "request-more": "The client is asked for more",
  "take-over": "Taken over",
  "re-review": "A new review has begun",
};

/** What can be decided now, what stands against it, and by whom it was decided. */
export function Decision({ review, onDone }: { review: Review; onDone: (review: Review) => void }) {
  const [verb, setVerb] = useState<Verb | null>(null);
  const [identifying, setIdentifying] = useState(false);
  const mayDecide = useCan("kyc:decide");
  const mayOverride = useCan("kyc:override");
  const me = useMe();
  const { status, against, proposed } = review;
  const deciding = status === "pending_approval" && mayDecide;
  const isMine = proposed?.by === me.user.id;
  const button = (label: string, of: Verb, look: "primary" | "secondary" | "danger" = "secondary") => (
    <Button look={look} className="w-full" onClick={() => setVerb(of)}>
      {label}
    </Button>
  );
  return (
    <div className="space-y-3">
      <p>
        <Badge tone={STATUS_WORDS[status].tone}>{STATUS_WORDS[status].label}</Badge>{" "}
        <span className="text-muted">
          since <Ago at={review.since} />
        </span>
      </p>
      <Outcome review={review} />
      {status === "pending_approval" && against.length > 0 ? (
        <Notice kind="warn" title="Stands against an approval">
          <ul className="list-disc pl-4">
            {against.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {proposed ? (
        <Notice kind="warn" title={`${proposed.byName} proposes to approve all the same`}>
          <p>{proposed.reason}</p>
          <p className="mt-1">{proposed.against.join("; ")}</p>
        </Notice>
      ) : null}
      {deciding ? button(against.length > 0 ? "Approve all the same" : "Approve", "approve", "primary") : null}
      {status === "pending_second_approval" && mayOverride ? (
        <>
          {isMine ? (
            <p className="text-muted">You proposed this. Somebody else has to give the second approval.</p>
          ) : (
            button("Give second approval", "second-approve", "primary")
          )}
          {button("Send back", "send-back")}
        </>
      ) : null}
      {mayDecide && ["pending_verification", "pending_approval", "pending_second_approval"].includes(status)
        ? button("Ask for more", "request-more")
        : null}
      {mayDecide && (status === "pending_verification" || status === "pending_approval") ? (
        <Button className="w-full" onClick={() => setIdentifying(true)}>
          Record a check by hand
        </Button>
      ) : null}
      {mayDecide && status === "pending_verification" ? button("Go on without the check", "take-over") : null}
      {mayDecide && REJECTABLE.has(status) ? button("Reject", "reject", "danger") : null}
      <StartButton of={review} status={status} to={whom(review)} className="w-full" />
      {mayDecide && status === "approved" ? button("Review again now", "re-review") : null}
      {identifying ? <IdentifyDialog review={review} onClose={() => setIdentifying(false)} onDone={onDone} /> : null}
      {verb ? <VerbDialog verb={verb} review={review} onClose={() => setVerb(null)} onDone={onDone} /> : null}
    </div>
  );
}

const REJECTABLE: ReadonlySet<Review["status"]> = new Set<Review["status"]>([
  "pending_questionnaire",
  "in_progress",
  "pending_verification",
  "pending_approval",
  "pending_second_approval",
]);

/** Whom the firm wrote to last. */
export const whom = ({ mail }: Review): { name: string; email: string } | null =>
  mail && { name: mail.contactName, email: mail.to };

const OVER: ReadonlySet<Review["status"]> = new Set<Review["status"]>(["approved", "rejected", "closed"]);

function Outcome({ review: { decision, more, alertAt, unsettled, otherWay, status, checks } }: { review: Review }) {
  return (
    <>
      {alertAt ? (
        <Notice kind="bad" title="Monitoring alert">
          Something new was reported <Ago at={alertAt} />. Do not tell the client before it is resolved.
        </Notice>
      ) : null}
      {unsettled.length > 0 && !OVER.has(status) ? (
        <Notice kind="info" title="A person decides, however clean the check is">
          <ul className="list-disc pl-4">
            {unsettled.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {otherWay && (status === "pending_approval" || status === "pending_second_approval") ? (
        <Notice title={`${otherWay.byName} asked for a check without a camera`}>
          {OTHER_WAY_WORDS[otherWay.way]}, <Ago at={otherWay.at} />.{" "}
          {otherWay.note ? <span className="block whitespace-pre-line">“{otherWay.note}”</span> : null}
          {checks.some(({ hand }) => hand) ? null : "Write to them within two working days, then record what you saw."}
        </Notice>
      ) : null}
      {decision ? (
        <p className="text-muted">
          {decision.kind === "approved" ? "Approved" : "Rejected"} <Ago at={decision.at} />
          {decision.by === null
            ? " by itself: every check and every answer was clean."
            : ` by ${decision.byName ?? "somebody"}: ${decision.reason ?? ""}`}
        </p>
      ) : null}
      {more ? (
        <p className="text-muted">
          {more.byName} asked for more <Ago at={more.at} />: {more.message}
        </p>
      ) : null}
    </>
  );
}

/** That mail goes once in a client's life. */
const ApprovalMail = ({ review, letter }: { review: Review; letter: ReturnType<typeof kycApprovedLetter> }) =>
  review.isWelcomed ? (
    <p className="text-muted">The client was told of its approval before: no mail goes.</p>
  ) : (
    <Letter mail={review.mail} letter={letter} />
  );

interface VerbProps {
  verb: Verb;
  review: Review;
  onClose: () => void;
  onDone: (review: Review) => void;
}

function VerbDialog({ verb, review, onClose, onDone }: VerbProps) {
  const [items, setItems] = useState<readonly (keyof typeof MORE_WORDS)[]>(["document"]);
  const { clientId, clientName, version, against, mail } = review;
  const props = { firmName: mail?.firmName ?? "", clientName, contactName: mail?.contactName ?? "" };
  const run = async (reason: string) => {
    const params = { id: clientId };
    const body = { version, reason };
    const answer =
      verb === "request-more"
        ? await api("POST /api/kyc/{id}/request-more", {
            params,
            body: { version, message: reason, items: [...items] },
          })
        : verb === "approve"
          ? await api("POST /api/kyc/{id}/approve", { params, body: { ...body, override: against.length > 0 } })
          : await api(`POST /api/kyc/{id}/${verb}`, { params, body });
    onDone(answer);
    toastSuccess(answer.status === "pending_second_approval" ? "Approval proposed" : DONE[verb]);
  };
  const shared = { onClose, onConfirm: run };
  switch (verb) {
    case "approve":
      return (
        <ReasonDialog
          {...shared}
          title={`Approve ${clientName}?`}
          action={against.length > 0 ? "Propose approval" : "Approve"}
        >
          {against.length > 0 ? (
            <Notice kind="warn">
              This is an override, so a second person has to agree before anything happens. No mail goes yet.
            </Notice>
          ) : (
            <ApprovalMail review={review} letter={kycApprovedLetter(props)} />
          )}
        </ReasonDialog>
      );
    case "second-approve":
      return (
        <ReasonDialog {...shared} title={`Give the second approval for ${clientName}?`} action="Approve">
          <ApprovalMail review={review} letter={kycApprovedLetter(props)} />
        </ReasonDialog>
      );
    case "reject":
      return (
        <ReasonDialog
          {...shared}
          danger
          title={`Reject ${clientName}?`}
          action="Reject"
          hint="For the file. The client is not told why."
        >
          <Letter mail={mail} letter={kycRejectedLetter(props)} />
        </ReasonDialog>
      );
    case "request-more":
      return (
        <ReasonDialog
          {...shared}
          title={`Ask ${clientName} for more?`}
          action="Send"
          label="What you need, in your words"
          hint="The client reads it as you write it."
        >
          {(message) => (
            <>
              <fieldset className="space-y-1">
                <legend className="font-medium">What the client shall do</legend>
                {(Object.keys(MORE_WORDS) as (keyof typeof MORE_WORDS)[]).map((one) => (
                  <Checkbox
                    key={one}
                    label={MORE_WORDS[one]}
                    checked={items.includes(one)}
                    onChange={({ target }) =>
                      setItems(target.checked ? [...items, one] : items.filter((other) => other !== one))
                    }
                  />
                ))}
              </fieldset>
              {items.includes("verification") ? (
                <p className="text-muted">
                  Each identity check costs {formatPence(CHECK_PRICE_PENCE)}; the client can begin up to {MAX_ATTEMPTS}.
                </p>
              ) : null}
              <Letter
                mail={mail}
                letter={kycMoreLetter({ ...props, message, items: items.map((one) => MORE_WORDS[one]) })}
              />
            </>
          )}
        </ReasonDialog>
      );
    case "send-back":
      return <ReasonDialog {...shared} title="Send the proposed approval back?" action="Send back" />;
    case "take-over":
      return (
        <ReasonDialog {...shared} title="Go on without the identity check?" action="Go on">
          <p className="text-muted">
            The case comes to the queue, and a person decides on what there is. No mail goes.
          </p>
        </ReasonDialog>
      );
    case "re-review":
      return (
        <ReasonDialog {...shared} title={`Review ${clientName} again?`} action="Begin review">
          <p className="text-muted">The client stays active while somebody decides. No mail goes.</p>
        </ReasonDialog>
      );
  }
}
