import { MANUAL_REASONS, REASONS } from "@practice-hub/core/extraction/schema";
import { CircleCheck, Eye, PencilLine, RotateCw } from "lucide-react";
import { longDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Spinner } from "../../../ui/status/spinner.tsx";
import type { Reading } from "./queries.ts";
import { Source } from "../../document/source/source.tsx";
import { DOCUMENT_WORDS, FIELD_WORDS } from "../../document/source/words.ts";
import type { ReadField } from "./words.ts";

/** What became of one document: under way, read field by field, or left to be typed. */
export function ReadingCard({ reading, onRetry, busy }: { reading: Reading; onRetry: () => void; busy: boolean }) {
  if (reading.status === "reading")
    return (
      <Panel>
        <output className="flex items-center gap-2.5">
          <Spinner />
          Reading your document. It takes a few seconds; you can go on in the meantime.
        </output>
      </Panel>
    );
  if (reading.status === "manual")
    return (
      <Notice
        kind="warn"
        live
        title="Your document is safe, but was not read"
        action={
          reading.canRetry ? (
            <Button busy={busy} icon={<RotateCw aria-hidden="true" className="size-4" />} onClick={onRetry}>
              Try to read it again
            </Button>
          ) : null
        }
      >
        {reading.manual ? MANUAL_REASONS[reading.manual] : null}
      </Notice>
    );
  return <ReadFields reading={reading} />;
}

const STATE = {
  filled: { label: "Filled in", tone: "good", icon: CircleCheck },
  offered: { label: "Please check", tone: "accent", icon: Eye },
  withheld: { label: "Type it in", tone: "neutral", icon: PencilLine },
} as const;

function ReadFields({ reading: { documentId, documentType, fields, expiredOn } }: { reading: Reading }) {
  const word = DOCUMENT_WORDS[documentType ?? "other"];
  const pages = [...new Set(fields.flatMap(({ page }) => page ?? []))].toSorted((a, b) => a - b);
  const count = fields.filter(({ state }) => state === "filled").length;
  return (
    <Panel
      flush
      id={`read-${documentId}`}
      title={count > 0 ? `Filled in from your ${word}` : `Read on your ${word}, nothing filled in`}
    >
      {expiredOn ? (
        <Notice kind="warn" className="m-3" title={`This ${word} expired on ${longDate(expiredOn)}`}>
          It may not be accepted as proof of who you are. If you have a valid one, upload that too.
        </Notice>
      ) : null}
      <div className="divide-y divide-line">
        {groupsOf(fields).map(([reason, group]) => (
          <FieldGroup
            key={reason}
            reason={reason}
            fields={group}
            of={{ documentId, documentType: documentType ?? "other" }}
          />
        ))}
      </div>
      <div className="border-t border-line px-4 py-3">
        {pages.map((page) => (
          <Source
            key={page}
            audience="portal"
            label="What was read"
            place={{ documentId, documentType: documentType ?? "other", page, box: null }}
          />
        ))}
      </div>
      <p className="border-t border-line px-4 py-3 text-sm text-muted">
        Nothing is an answer yet. You check and confirm each one in your questions, and can change it.
      </p>
    </Panel>
  );
}

/** Fields with the same reason stand together, what is filled in first: each reason is told once. */
function groupsOf(fields: readonly ReadField[]): [ReadField["reason"], ReadField[]][] {
  const inOrder = ["filled", "offered", "withheld"].flatMap((state) => fields.filter((field) => field.state === state));
  return [...Map.groupBy(inOrder, ({ reason }) => reason)];
}

function FieldGroup({
  reason,
  fields,
  of,
}: {
  reason: ReadField["reason"];
  fields: readonly ReadField[];
  of: { documentId: string; documentType: NonNullable<Reading["documentType"]> };
}) {
  const { label, tone, icon } = STATE[fields[0]?.state ?? "withheld"];
  return (
    <div className="px-4 py-3">
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>
      <p className="mt-1 text-sm text-muted">{REASONS[reason]}</p>
      <dl className="mt-2 grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-1">
        {fields.map((field) => (
          <div key={field.key} className="contents">
            <dt className="text-muted">{FIELD_WORDS[field.key]}</dt>
            <dd className="min-w-0 font-medium wrap-anywhere">
              {shown(field)}
              {field.page !== null && field.page > 1 && field.value !== null ? (
                <span className="font-normal text-muted"> (page {field.page})</span>
              ) : null}
              {field.page === null ? null : (
                <Source
                  cropOnly
                  audience="portal"
                  label={FIELD_WORDS[field.key]}
                  place={{ ...of, page: field.page, box: field.box }}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function shown({ key, value }: ReadField): string {
  if (value === null) return "–";
  if (typeof value !== "string")
    return [value.line1, value.city, value.postcode, value.country].filter(Boolean).join(", ");
  return key === "dateOfBirth" || key === "expiryDate" || key === "issueDate" ? longDate(value) : value;
}
