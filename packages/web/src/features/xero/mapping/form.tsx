import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain, type RequestFailure } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { RadioCard } from "../../../ui/form/choice.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { refreshSync } from "../../sync/queries.ts";
import { matchCountsQuery } from "../matching/query.ts";
import { PaymentAccount } from "./choice.tsx";
import { type Draft, draftOf, isSame, mappingOf, missingIn } from "./draft.ts";
import { type MappingAnswer, mappingQuery } from "./query.ts";
import { SalesLines } from "./sales.tsx";

const STATUS = [
  {
    value: "AUTHORISED",
    label: "Approved, awaiting payment",
    hint: "It counts at once, and payments can be recorded on either side.",
  },
  {
    value: "DRAFT",
    label: "As a draft",
    hint: "Whoever keeps the books approves it in Xero first. Until then payments recorded here wait.",
  },
] as const;

/** The choices. What somebody changed stays on the page whatever is read again meanwhile, until it is saved. */
export function MappingForm({
  view,
  onReadAgain,
  reading,
}: {
  view: MappingAnswer;
  onReadAgain: () => void;
  reading: boolean;
}) {
  const mayManage = useCan("settings:manage");
  const [edited, setEdited] = useState<Draft | null>(null);
  const draft = edited ?? draftOf(view);
  const { save, busy, failure } = useSave(() => setEdited(null));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void save(draft);
  };
  const isSaved = isSame(mappingOf(draft), view.mapping);
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Standing view={view} draft={draft} isSaved={isSaved} onReadAgain={onReadAgain} reading={reading} />
      {failure ? (
        <Notice kind="bad" live title="This was not saved">
          {failure.detail} What you chose is still on this page.
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      <fieldset disabled={!mayManage || view.accounts.length === 0} className="min-w-0 space-y-4">
        <legend className="sr-only">What invoices and payments use in Xero</legend>
        <Panel title="Invoice lines" id="mapping-lines">
          <SalesLines view={view} draft={draft} onChange={setEdited} />
        </Panel>
        <Panel title="Payments" id="mapping-payments">
          <PaymentAccount view={view} draft={draft} onChange={setEdited} />
        </Panel>
        <Panel title="New invoices in Xero" id="mapping-status">
          <fieldset className="grid gap-2 sm:grid-cols-2" aria-labelledby="mapping-status">
            {STATUS.map(({ value, ...words }) => (
              <RadioCard
                key={value}
                name="invoiceStatus"
                value={value}
                {...words}
                checked={draft.invoiceStatus === value}
                onChange={() => setEdited({ ...draft, invoiceStatus: value })}
              />
            ))}
          </fieldset>
        </Panel>
      </fieldset>
      {mayManage ? (
        <div className="flex flex-wrap items-center justify-end gap-2">
          {edited && !isSaved ? <Button onClick={() => setEdited(null)}>Undo changes</Button> : null}
          <Button type="submit" look="primary" busy={busy} disabled={isSaved || view.accounts.length === 0}>
            Save
          </Button>
        </div>
      ) : (
        <p className="text-muted">An owner or admin of your firm chooses these.</p>
      )}
    </form>
  );
}

function useSave(onSaved: () => void) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const save = async (draft: Draft) => {
    setBusy(true);
    setFailure(null);
    try {
      const view = await api("PATCH /api/integrations/xero/mapping", { body: mappingOf(draft) });
      cache.setQueryData(mappingQuery.queryKey, view);
      onSaved();
      toastSuccess(view.complete ? "Accounts and tax rates are chosen" : "Saved. Something is still to choose");
      await Promise.all([cache.invalidateQueries({ queryKey: matchCountsQuery.queryKey }), refreshSync(cache)]);
    } catch (error) {
      setFailure(explain(error));
      // Refused by Xero's lists of now: the page shows those.
      await cache.invalidateQueries({ queryKey: mappingQuery.queryKey });
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, failure };
}

/** Whether pushing may run with this, and what it waits for. */
function Standing({
  view,
  draft,
  isSaved,
  onReadAgain,
  reading,
}: {
  view: MappingAnswer;
  draft: Draft;
  isSaved: boolean;
  onReadAgain: () => void;
  reading: boolean;
}) {
  const missing = missingIn(draft);
  return (
    <>
      {view.unread ? (
        <Notice
          kind="warn"
          live
          title="Xero’s lists could not be read just now"
          action={
            view.state === "not-connected" ? null : (
              <Button size="sm" busy={reading} onClick={onReadAgain}>
                Try again
              </Button>
            )
          }
        >
          {view.unread} What you chose before is kept
          {view.readAt ? ", and the lists below are the last ones we read." : "."}
        </Notice>
      ) : null}
      {view.problems.length > 0 ? (
        <Notice kind="bad" title="Something you chose has changed in Xero">
          <ul className="list-disc space-y-1 pl-4">
            {[...new Set(view.problems.map(({ words }) => words))].map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <p className="mt-1">Invoices and payments that need it wait. They go by themselves once this is put right.</p>
        </Notice>
      ) : null}
      {view.complete ? (
        view.state === "matching" && isSaved && view.problems.length === 0 ? (
          <Notice
            kind="good"
            title="Everything is chosen"
            action={
              <Link to="/client-hub/settings/integrations/xero/matching" className={buttonStyle({ size: "sm" })}>
                Match clients with contacts
              </Link>
            }
          >
            Next, say which contact in Xero each of your clients is.
          </Notice>
        ) : null
      ) : (
        <Notice title="Nothing is sent to Xero before this is chosen">
          {missing.length > 0
            ? `Still to choose: ${missing.join(", ")}.`
            : "We found everything in Xero’s lists and chose it for you. Look through it and save."}
        </Notice>
      )}
    </>
  );
}
