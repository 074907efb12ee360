import { useState } from "react";
import { longDate } from "../../../lib/time/date.ts";
import { Panel } from "../../../ui/layout/page.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Source } from "../../document/source/source.tsx";
import { ShowSource } from "../../document/source/staff.tsx";
import { DOCUMENT_WORDS, FIELD_WORDS, REASON_WORDS } from "../../document/source/words.ts";
import { useCan } from "../../../lib/account/me.ts";
import type { Review } from "../queries.ts";

type Reading = Review["readings"][number];

const STATE = {
  filled: { label: "Proven", tone: "good" },
  offered: { label: "Read", tone: "accent" },
  withheld: { label: "Withheld", tone: "neutral" },
} as const;

/** What a machine read on the client's papers, each with why it counts and, asked for, the part of the document itself. */
export function Readings({ readings }: { readings: Review["readings"] }) {
  const mayRead = useCan("document:read");
  const [onDocument, setOnDocument] = useState(false);
  if (readings.length === 0) return null;
  return (
    <Panel
      flush
      title="Read on the documents"
      id="readings"
      actions={mayRead ? <ShowSource shown={onDocument} onShow={setOnDocument} /> : null}
    >
      <dl className="divide-y divide-line">
        {readings.map((reading) => (
          <div key={reading.key} className="grid grid-cols-[minmax(7rem,2fr)_5fr] gap-3 px-4 py-2">
            <dt className="text-muted">{FIELD_WORDS[reading.key]}</dt>
            <dd className="min-w-0 wrap-anywhere">
              <span className="flex flex-wrap items-center justify-between gap-2">
                {valueOf(reading)}
                <Badge tone={STATE[reading.state].tone}>{STATE[reading.state].label}</Badge>
              </span>
              <p className="text-xs text-muted">{whyOf(reading)}</p>
              {onDocument && reading.page !== null ? (
                <Source audience="staff" label={FIELD_WORDS[reading.key]} place={{ ...reading, page: reading.page }} />
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function valueOf({ key, value }: Reading): string {
  if (value === null) return "–";
  if (typeof value !== "string")
    return [value.line1, value.city, value.postcode, value.country].filter(Boolean).join(", ");
  return key === "dateOfBirth" || key === "expiryDate" || key === "issueDate" ? longDate(value) : value;
}

const whyOf = ({ reason, page, confidence, documentType }: Reading): string =>
  [
    REASON_WORDS[reason],
    ...(page === null ? [] : [`${DOCUMENT_WORDS[documentType]}, page ${page}`]),
    ...(confidence === null ? [] : [`${Math.round(confidence * 100)}% sure`]),
  ].join(" · ");
