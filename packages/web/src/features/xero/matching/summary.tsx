import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Confirm } from "../../../ui/overlay/confirm.tsx";
import { Countdown } from "../../../ui/status/countdown.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { ProgressBar } from "../../../ui/status/progress.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { refreshSync } from "../../sync/queries.ts";
import { mappingQuery } from "../mapping/query.ts";
import { useAcceptSure } from "./accept-sure.ts";
import { type Counts, matchCountsQuery } from "./query.ts";
import { clientsOf, createdWords } from "./words.ts";

/** How far the matching is, what can be done for everybody at once, and its end. */
export function MatchSummary({ counts }: { counts: Counts }) {
  const mayManage = useCan("settings:manage");
  const sure = useAcceptSure();
  const [finishing, setFinishing] = useState(false);
  const { state, linked, open, asNew, ignored, more } = counts;
  const all = linked + open + asNew + ignored;
  const unlinked = all - linked;
  const { progress } = sure;
  const start = () => sure.start(unlinked);
  return (
    <Panel
      title="Clients and contacts"
      id="matching"
      actions={
        mayManage && !progress ? (
          <>
            {unlinked > 0 ? <Button onClick={start}>Link all sure matches</Button> : null}
            {state === "matching" ? (
              <Button look="primary" onClick={() => setFinishing(true)}>
                Finish matching…
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <div className="space-y-4">
        {state === "mapping" ? (
          <Notice
            title="Accounts and tax rates come first"
            action={
              <Link to="/client-hub/settings/integrations/xero/mapping" className={buttonStyle({ size: "sm" })}>
                Choose accounts and tax rates
              </Link>
            }
          >
            You can match clients now. The matching is finished once they are chosen.
          </Notice>
        ) : null}
        <ProgressBar
          label="Linked with a contact"
          part={all === 0 ? 1 : linked / all}
          words={`${linked} of ${all}${more ? " or more" : ""}`}
        />
        <p className="text-muted">{wordsOf(counts)}</p>
        {progress ? (
          <Notice title="Looking everybody up in Xero" action={<Button onClick={sure.stop}>Stop</Button>}>
            {progress.linked} linked, {progress.looked} of {progress.total} looked at.{" "}
            {progress.waitsUntilMs === null ? (
              "What is linked stays linked, whenever you stop."
            ) : (
              <>
                Xero takes no more calls for now; it goes on in <Countdown untilMs={progress.waitsUntilMs} />.
              </>
            )}
          </Notice>
        ) : null}
        {sure.done === null ? null : (
          <Notice
            kind={sure.done > 0 ? "good" : "info"}
            live
            title={sure.done > 0 ? `${clientsOf(sure.done)} linked` : "No sure match found"}
          >
            {open > 0 ? "For the others Xero leaves a doubt, or has nobody. They are below." : null}
          </Notice>
        )}
        {sure.failure ? (
          <Notice kind="bad" live title="Not everybody was looked up" action={<Button onClick={start}>Go on</Button>}>
            {sure.failure.detail} What was linked before stays linked.
          </Notice>
        ) : null}
      </div>
      <FinishDialog counts={counts} open={finishing} onOpenChange={setFinishing} />
    </Panel>
  );
}

function wordsOf({ state, open, asNew, ignored }: Counts): string {
  const parts = [
    ...(open > 0 ? [`${clientsOf(open)} not decided`] : []),
    ...(asNew > 0 ? [`${asNew} new to Xero`] : []),
    ...(ignored > 0 ? [`${ignored} left out`] : []),
  ].join(", ");
  const next =
    state === "ready"
      ? "The matching is finished: clients you add go to Xero as new contacts."
      : "Nothing is sent to Xero before the matching is finished.";
  return parts === "" ? next : `${parts}. ${next}`;
}

/** Says what becomes of whoever is not linked, before it does. */
function FinishDialog({
  counts,
  open,
  onOpenChange,
}: {
  counts: Counts;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const cache = useQueryClient();
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title="Finish matching?"
      action="Finish matching"
      onConfirm={async () => {
        await api("POST /api/integrations/xero/matching/finish");
        await Promise.all([
          cache.invalidateQueries({ queryKey: matchCountsQuery.queryKey }),
          cache.invalidateQueries({ queryKey: mappingQuery.queryKey }),
          refreshSync(cache),
        ]);
        toastSuccess("The matching is finished");
      }}
    >
      <div className="space-y-3">
        {counts.open + counts.asNew > 0 ? (
          <Notice kind="warn" title={createdWords(counts.open + counts.asNew)}>
            Where Xero has a contact of the same name, it refuses the new one and says so; nobody is there twice.
            {counts.open > 0 ? ` ${clientsOf(counts.open)} of them nobody has decided about.` : ""}
          </Notice>
        ) : null}
        <ul className="list-disc space-y-1 pl-5">
          <li>{clientsOf(counts.linked)} linked with a contact.</li>
          {counts.ignored > 0 ? <li>{clientsOf(counts.ignored)} left out of Xero.</li> : null}
          <li>From now on changes may go to Xero: see the plan first, or have them sent by themselves.</li>
        </ul>
      </div>
    </Confirm>
  );
}
