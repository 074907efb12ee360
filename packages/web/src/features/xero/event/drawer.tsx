import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { exactTime } from "../../../lib/time/date.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { Fact, Facts } from "../../../ui/layout/page.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { Failure, RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { ChangeList } from "../../activity/changes.tsx";
import { linkStyle } from "../../auth/frame.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { eventQuery, type XeroEventDetail } from "./queries.ts";
import { EventStateBadge } from "./state-badge.tsx";
import { categoryWords, codeWords, lookWords, SOURCE, typeWords } from "./words.ts";

/** One event: what it said, every look at it, what it changed, and looking again. Its address can be sent to a colleague. */
export function EventDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, isPending, isError, error, refetch } = useQuery(eventQuery(id));
  const title = data ? `${categoryWords(data.category)}: ${typeWords(data.type).toLowerCase()}` : "Event";
  return (
    <Dialog open onOpenChange={onClose} as="drawer" title={title} description={data ? exactTime(data.at) : null}>
      {isPending ? <SkeletonRows label="Loading the event" /> : null}
      {isError ? <Failure error={error} what="The event" onRetry={() => void refetch()} /> : null}
      {data ? <Event event={data} /> : null}
    </Dialog>
  );
}

const TOLD = { resend: "The mail provider told us", lemverify: "LEM Verify told us" };

function Event({ event }: { event: XeroEventDetail }) {
  return (
    <div className="space-y-4">
      {event.error ? (
        <Notice kind={event.state === "dead" ? "bad" : "warn"}>
          {event.error}
          {event.nextAttemptAt ? ` It is looked at again at ${exactTime(event.nextAttemptAt)}.` : null}
        </Notice>
      ) : null}
      <Facts className="-mx-4 border-y border-line">
        <Fact term="State">
          <EventStateBadge state={event.state} />
          {event.code && !event.error ? <span className="mt-1 block text-muted">{codeWords(event.code)}</span> : null}
        </Fact>
        <Fact term="How we know">{event.provider === "xero" ? SOURCE[event.source] : TOLD[event.provider]}</Fact>
        {event.happenedAt ? <Fact term="Happened">{exactTime(event.happenedAt)}</Fact> : null}
        <Record event={event} />
        <Fact term="Resource">
          <Copy text={event.resourceId} what="the resource's id" />
        </Fact>
      </Facts>
      <Actions event={event} />
      <Looks event={event} />
      {event.provider === "xero" ? (
        <section aria-labelledby="event-changes">
          <h3 id="event-changes" className="font-semibold">
            What it changed
          </h3>
          {event.changes.length > 0 ? (
            <ChangeList changes={event.changes} />
          ) : (
            <p className="mt-1 text-muted">Nothing of the record here.</p>
          )}
        </section>
      ) : null}
      {event.payload ? (
        <section aria-labelledby="event-payload">
          <h3 id="event-payload" className="mb-1 font-semibold">
            What it said
          </h3>
          <pre
            // A scrolling region must be reachable without a pointer.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs"
          >
            {JSON.stringify(event.payload, null, 2)}
          </pre>
        </section>
      ) : null}
    </div>
  );
}

/** The record of ours. */
function Record({ event: { entityType, entityId, clientId, clientName, label } }: { event: XeroEventDetail }) {
  return (
    <>
      {entityType === "invoice" && entityId ? (
        <Fact term="Invoice">
          <Link to="/client-hub/invoices/$id" params={{ id: entityId }} className={linkStyle}>
            {label ?? "Open the invoice"}
          </Link>
        </Fact>
      ) : null}
      {clientId ? (
        <Fact term="Client">
          <Link to="/client-hub/clients/$id" params={{ id: clientId }} className={linkStyle}>
            {clientName ?? "Open the client"}
          </Link>
        </Fact>
      ) : null}
    </>
  );
}

function Looks({ event: { at, history } }: { event: XeroEventDetail }) {
  return (
    <section aria-labelledby="event-looks">
      <h3 id="event-looks" className="mb-1 font-semibold">
        What happened
      </h3>
      <ol className="space-y-2 border-l border-line-strong pl-3">
        <Step at={at} title="Came in" />
        {history.map((look, index) => (
          <Step
            key={`${look.at}-${index}`}
            at={look.at}
            title={`Attempt ${index + 1}: ${lookWords(look.outcome).toLowerCase()}`}
            words={look.code ? codeWords(look.code) : undefined}
          />
        ))}
      </ol>
    </section>
  );
}

const Step = ({ at, title, words }: { at: string; title: string; words?: string | undefined }) => (
  <li>
    <span className="flex flex-wrap justify-between gap-x-3">
      <span className="font-medium">{title}</span>
      <time dateTime={at} className="text-muted tabular-nums">
        {exactTime(at)}
      </time>
    </span>
    {words ? <span className="block text-muted">{words}</span> : null}
  </li>
);

function Actions({ event }: { event: XeroEventDetail }) {
  const cache = useQueryClient();
  const mayReplay = useCan("settings:manage");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const replay = async () => {
    setBusy(true);
    setError(null);
    try {
      cache.setQueryData(
        eventQuery(event.id).queryKey,
        await api("POST /api/events/{id}/replay", { params: { id: event.id } }),
      );
      await cache.invalidateQueries({ queryKey: ["events"] });
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const copy = () =>
    void navigator.clipboard.writeText(window.location.href).then(() => toastSuccess("The event's address is copied"));
  const failure = error ? explain(error) : null;
  return (
    <div className="space-y-3">
      {failure ? (
        <Notice kind="bad" live title="It is not looked at again">
          {failure.detail}
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {event.canReplay && mayReplay ? (
          <Button busy={busy} onClick={() => void replay()}>
            Replay
          </Button>
        ) : null}
        <Button look="quiet" icon={<Link2 aria-hidden="true" className="size-4" />} onClick={copy}>
          Copy link
        </Button>
      </div>
      {event.canReplay && mayReplay ? (
        <p className="text-xs text-muted">
          A replay compares what Xero has now with the record here. Nothing is done twice by it.
        </p>
      ) : null}
    </div>
  );
}
