import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain, hasCode, type RequestFailure } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { refreshSync } from "../../sync/queries.ts";
import { COLUMNS, FieldChoice } from "./field-choice.tsx";
import type { Side, XeroConflict } from "./queries.ts";

interface Card {
  conflict: XeroConflict;
  /** What was chosen otherwise than suggested, by field. */
  choices: Readonly<Record<string, Side>>;
  /** The field that the keys act on. */
  marked: string | undefined;
  onChoose: (field: string, side: Side) => void;
  onMark: (field: string) => void;
  onDecided: () => void;
}

/** One record that was changed on both sides, and a side for each of its fields. */
export function ConflictCard({ conflict, choices, marked, onChoose, onMark, onDecided }: Card) {
  const { kind, id, label, at, generation, fields } = conflict;
  const cache = useQueryClient();
  const may = useCan("client:write");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const [shown, setShown] = useState(generation);
  const [moved, setMoved] = useState(false);
  const place = useSoughtPlace(id);
  if (shown !== generation) {
    setShown(generation);
    setMoved(true);
    setFailure(null);
  }
  const sides = fields.map(({ field, suggested }) => [field, choices[field] ?? suggested] as const);
  const ours = sides.filter(([, side]) => side === "ours").length;
  const apply = async () => {
    setBusy(true);
    setFailure(null);
    setMoved(false);
    try {
      const body = { generation, choices: Object.fromEntries(sides) };
      await api("POST /api/integrations/xero/conflicts/{kind}/{id}", { params: { kind, id }, body });
      onDecided();
      toastSuccess(`${label} is decided`, { description: outcome(ours, fields.length - ours) });
      await refreshSync(cache);
    } catch (error) {
      if (hasCode(error, "conflict.moved", "conflict.not-found")) {
        await refreshSync(cache);
        setMoved(true);
      } else setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const problemOf = (field: string) => failure?.fields?.find(({ path }) => path === `choices.${field}`)?.message;
  return (
    <Panel
      flush
      id={id}
      title={
        kind === "contact" ? (
          <Link ref={place} to="/client-hub/clients/$id" params={{ id }} className="underline-offset-2 hover:underline">
            {label}
          </Link>
        ) : (
          <Link
            ref={place}
            to="/client-hub/invoices/$id"
            params={{ id }}
            className="underline-offset-2 hover:underline"
          >
            {label}
          </Link>
        )
      }
      actions={
        <span className="text-xs text-muted">
          noticed <Ago at={at} />
        </span>
      }
    >
      {moved ? (
        <Notice kind="warn" live className="m-3" title="This changed in the meantime">
          Somebody decided it, or one side changed again. What you see is how it stands now; nothing of yours was
          applied.
        </Notice>
      ) : null}
      {failure ? (
        <Notice kind="bad" live className="m-3" title="This was not applied">
          {failure.detail} Your choices are kept.
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      <div aria-hidden="true" className={`border-b border-line px-4 py-2 text-xs text-muted max-sm:hidden ${COLUMNS}`}>
        <span>Field</span>
        <span>Before</span>
        <span>
          Here <Kbd>1</Kbd>
        </span>
        <span>
          In Xero <Kbd>2</Kbd>
        </span>
      </div>
      <div className="divide-y divide-line">
        {fields.map((field) => (
          <FieldChoice
            key={field.field}
            id={id}
            field={field}
            side={choices[field.field] ?? field.suggested}
            problem={problemOf(field.field)}
            marked={marked === field.field}
            disabled={!may || busy}
            onChoose={(side) => onChoose(field.field, side)}
            onMark={() => onMark(field.field)}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-3">
        <span className="text-muted">
          {may ? outcome(ours, fields.length - ours) : "Your role may look, not decide."}
        </span>
        {may ? (
          <Button look="primary" busy={busy} onClick={() => void apply()}>
            Apply
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

const fieldsOf = (count: number): string => `${count} ${count === 1 ? "field" : "fields"}`;
/** What applying does, in a sentence. */
function outcome(ours: number, theirs: number): string {
  const sent = ours > 0 ? `${fieldsOf(ours)} of ours ${ours === 1 ? "goes" : "go"} to Xero` : "";
  const taken = theirs > 0 ? `${fieldsOf(theirs)} ${theirs === 1 ? "is" : "are"} taken from Xero` : "";
  return `${[sent, taken].filter(Boolean).join(", ")}.`;
}

/** A link from a record names its conflict: it is brought into sight, and the focus to it, once. */
function useSoughtPlace(id: string) {
  const place = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (window.location.hash !== `#${id}`) return;
    place.current?.scrollIntoView({ block: "center" });
    place.current?.focus({ preventScroll: true });
  }, [id]);
  return place;
}
