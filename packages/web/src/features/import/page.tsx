import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { useTitle } from "../../lib/title.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Confirm } from "../../ui/overlay/confirm.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { ProgressBar } from "../../ui/status/progress.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { MapColumns } from "./map-columns.tsx";
import { type Import, importQuery, rememberImport } from "./queries.ts";
import { Result } from "./result.tsx";
import { Review } from "./review.tsx";
import type { ShowProps } from "./show.ts";
import { count, STATUS_WORDS } from "./words.ts";

/** One import, as far as it is: whoever comes back finds it where it stands. */
export function ImportPage({ id, ...shown }: { id: string } & ShowProps) {
  const found = useQuery(importQuery(id));
  const one = found.data;
  useTitle(one ? `${one.fileName} – Import` : "Import clients");
  useFreshLists(one);
  return (
    <div className="max-w-5xl">
      {found.isPending ? (
        <Panel flush>
          <SkeletonRows count={6} label="Loading the import" />
        </Panel>
      ) : null}
      {one ? null : <h1 className="sr-only">Import clients</h1>}
      {found.isError && !one ? (
        <Failure error={found.error} what="The import" onRetry={() => void found.refetch()} />
      ) : null}
      {one ? <Body one={one} {...shown} /> : null}
    </div>
  );
}

function Body({ one, ...shown }: { one: Import } & ShowProps) {
  const { status } = one;
  return (
    <>
      <PageHead
        title={<span className="break-all">{one.fileName}</span>}
        actions={
          <>
            <Badge tone={STATUS_WORDS[status].tone}>{STATUS_WORDS[status].label}</Badge>
            <Cancel one={one} />
            <Link to="/client-hub/clients/import" className={buttonStyle({ look: "quiet" })}>
              All imports
            </Link>
          </>
        }
      />
      <output className="block sr-only">{STATUS_WORDS[status].label}</output>
      {one.notes.map((note) => (
        <Notice key={note} kind="warn" className="mb-4">
          {note}
        </Notice>
      ))}
      {status === "uploading" ? <NotUploaded /> : null}
      {status === "checking" || status === "importing" ? <Moving one={one} /> : null}
      {status === "mapping" ? <MapColumns one={one} /> : null}
      {status === "ready" ? <Review one={one} {...shown} /> : null}
      {status === "refused" ? <Refused one={one} /> : null}
      {status === "done" || status === "cancelled" ? <Result one={one} {...shown} /> : null}
    </>
  );
}

function Moving({ one: { status, progress, movedAt } }: { one: Import }) {
  const checking = status === "checking";
  const known = progress.total > 0;
  return (
    <Panel>
      <ProgressBar
        label={checking ? "Checking the file" : "Importing clients"}
        part={known ? progress.done / progress.total : null}
        words={
          known
            ? `${progress.done.toLocaleString("en-GB")} of ${count(progress.total, checking ? "row" : "client")}`
            : "Starting"
        }
      />
      <p className="mt-3 text-muted">
        {checking ? "Nothing is saved yet. " : ""}You can leave this page; the work goes on.
        {isSlow(movedAt) ? " It has not moved for a while. It is taken up again by itself within a few minutes." : ""}
      </p>
    </Panel>
  );
}

const SLOW_MS = 90_000;
const isSlow = (movedAt: string): boolean => Date.now() - Date.parse(movedAt) > SLOW_MS;

const another = (
  <Link to="/client-hub/clients/import" className={buttonStyle({ size: "sm" })}>
    Upload a file
  </Link>
);

function NotUploaded() {
  return (
    <Notice title="The file never arrived" action={another}>
      The upload was broken off before it was complete. Nothing was changed; upload the file again.
    </Notice>
  );
}

function Refused({ one: { refusal } }: { one: Import }) {
  return (
    <Notice kind="bad" live title="This file cannot be imported" action={another}>
      {refusal} Nothing was changed.
    </Notice>
  );
}

const OPEN = new Set<Import["status"]>(["checking", "mapping", "ready", "importing"]);

function Cancel({ one: { id, status } }: { one: Import }) {
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  if (!OPEN.has(status)) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        Cancel import
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this import?"
        action="Cancel import"
        danger
        onConfirm={async () =>
          rememberImport(cache, await api("POST /api/clients/import/{id}/cancel", { params: { id } }))
        }
      >
        {status === "importing"
          ? "Clients that were imported by now stay. No more follow."
          : "Nothing was imported, and nothing will be."}
      </Confirm>
    </>
  );
}

/** Lists made from clients are old once an import has ended. */
function useFreshLists(one: Import | undefined) {
  const cache = useQueryClient();
  const before = useRef(one?.status);
  useEffect(() => {
    if (before.current === "importing" && one?.status !== "importing") {
      void cache.invalidateQueries({ queryKey: ["clients"] });
      void cache.invalidateQueries({ queryKey: ["activity"] });
    }
    before.current = one?.status;
  }, [cache, one?.status]);
}
