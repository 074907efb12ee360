import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { longDate } from "../../../lib/time/date.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Select } from "../../../ui/form/input.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { type Review, type Risk, RISKS } from "../queries.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { RISK_WORDS } from "../words.ts";

const RATED_IN: ReadonlySet<Review["status"]> = new Set<Review["status"]>(["rejected", "closed"]);

/** The rating with its reason, what the rules suggest, and when the client is looked at again. */
export function RiskRating({ review, onDone }: { review: Review; onDone: (review: Review) => void }) {
  const { risk, suggested, reviewDueOn, clientId, version } = review;
  const [open, setOpen] = useState(false);
  const [level, setLevel] = useState<Risk>(risk?.level ?? suggested.level);
  const may = useCan("kyc:decide") && !RATED_IN.has(review.status);
  return (
    <div className="space-y-2">
      {risk ? (
        <p>
          <Badge tone={RISK_WORDS[risk.level].tone}>{RISK_WORDS[risk.level].label}</Badge>{" "}
          <span className="text-muted">
            {risk.byName ? `${risk.byName}: ` : ""}
            {risk.reason}
          </span>
        </p>
      ) : (
        <p className="text-muted">Not rated yet.</p>
      )}
      <div className="text-xs text-muted">
        Suggested: {RISK_WORDS[suggested.level].label.toLowerCase()}.
        <ul className="list-disc pl-4">
          {suggested.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      {reviewDueOn ? <p>Next review on {longDate(reviewDueOn)}</p> : null}
      {may ? (
        <Button className="w-full" onClick={() => setOpen(true)}>
          {risk ? "Change the rating" : "Rate the risk"}
        </Button>
      ) : null}
      {open ? (
        <ReasonDialog
          title="Rate the risk"
          action="Save rating"
          initial={risk ? "" : suggested.reasons.join(" ")}
          onClose={() => setOpen(false)}
          onConfirm={async (reason) => {
            onDone(
              await api("POST /api/kyc/{id}/risk", { params: { id: clientId }, body: { version, level, reason } }),
            );
            toastSuccess("The rating is saved");
          }}
        >
          <Field
            label="Risk"
            name="level"
            hint="High is looked at again after 12 months, medium after 24, low after 36."
          >
            <Select value={level} onChange={({ target }) => setLevel(target.value as Risk)}>
              {RISKS.map((one) => (
                <option key={one} value={one}>
                  {RISK_WORDS[one].label}
                </option>
              ))}
            </Select>
          </Field>
        </ReasonDialog>
      ) : null}
    </div>
  );
}
