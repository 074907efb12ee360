import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain, type RequestFailure } from "../../lib/request/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/form/choice.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { DownloadProblems } from "./download-problems.tsx";
import { MapColumns } from "./map-columns.tsx";
import type { ShowProps } from "./show.ts";
import { type Import, rememberImport } from "./queries.ts";
import { Rows } from "./rows.tsx";
import { count } from "./words.ts";

/** What the check found, and the decision: nothing is saved before it. */
export function Review({ one, ...shown }: { one: Import } & ShowProps) {
  const [mapping, setMapping] = useState(false);
  if (mapping) return <MapColumns one={one} onCancel={() => setMapping(false)} />;
  return (
    <div className="space-y-4">
      <Decision one={one} onMap={() => setMapping(true)} />
      <Rows one={one} {...shown} />
    </div>
  );
}

function Decision({ one, onMap }: { one: Import; onMap: () => void }) {
  const cache = useQueryClient();
  const { found } = one;
  const [alike, setAlike] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const wanted = found.ready + (alike ? found.alike : 0);
  const out = found.error + found.duplicate + (alike ? 0 : found.alike);
  const confirm = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const body = { alike: alike ? ("import" as const) : ("skip" as const) };
      rememberImport(cache, await api("POST /api/clients/import/{id}/confirm", { params: { id: one.id }, body }));
    } catch (error) {
      setFailure(explain(error));
      setBusy(false);
    }
  };
  return (
    <Panel>
      {failure ? (
        <Notice kind="bad" live title="The import did not start" className="mb-3">
          {failure.detail}
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      <p className="text-base font-medium">
        {wanted === 0 ? "No row can be imported." : `${count(wanted, "client")} can be imported.`}
      </p>
      <p className="mt-1 text-muted">
        {out === 0
          ? "Every row is good."
          : `${count(out, "row")} will be left out: ${[
              found.error > 0 ? `${found.error.toLocaleString("en-GB")} with errors` : "",
              found.duplicate > 0 ? count(found.duplicate, "duplicate") : "",
              found.alike > 0 && !alike
                ? `${found.alike.toLocaleString("en-GB")} with the name and email of another`
                : "",
            ]
              .filter(Boolean)
              .join(", ")}.`}{" "}
        Nothing is saved yet. Companies House is not asked during an import.
      </p>
      {found.alike > 0 ? (
        <Checkbox
          className="mt-3"
          checked={alike}
          onChange={(event) => setAlike(event.target.checked)}
          label={`Import the ${count(found.alike, "row")} with the same name and email as well`}
          hint="They become clients of their own. Duplicates by company number or code are always left out."
        />
      ) : null}
      <div className="mt-4 flex flex-wrap gap-2">
        {wanted > 0 ? (
          <Button look="primary" busy={busy} onClick={() => void confirm()}>
            Import {count(wanted, "client")}
          </Button>
        ) : null}
        <Button onClick={onMap}>Change columns</Button>
        <DownloadProblems one={one} />
      </div>
    </Panel>
  );
}
