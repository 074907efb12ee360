import { MAX_FILE_BYTES, MAX_ROWS, templateCsv } from "@practice-hub/core/import/schema";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Download, FileUp } from "lucide-react";
import { useId, useState } from "react";
import { downloadText } from "../../lib/download.ts";
import { api } from "../../lib/request/api.ts";
import { explain, type RequestFailure } from "../../lib/request/problem.ts";
import { upload } from "../../lib/request/upload.ts";
import { useTitle } from "../../lib/title.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Failure, RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { ProgressBar } from "../../ui/status/progress.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { type Import, importsQuery, rememberImport } from "./queries.ts";
import { count, STATUS_WORDS } from "./words.ts";

/** Where an import begins, and where one comes back to those under way. */
export function ImportStartPage() {
  useTitle("Import clients");
  return (
    <div className="max-w-3xl">
      <PageHead
        title="Import clients"
        actions={
          <Link to="/client-hub/clients" className={buttonStyle({ look: "quiet" })}>
            Back to clients
          </Link>
        }
      >
        A CSV file of up to {MAX_ROWS.toLocaleString("en-GB")} clients. It is checked first, and nothing is saved until
        you confirm.
      </PageHead>
      <UploadPanel />
      <RecentImports />
    </div>
  );
}

function UploadPanel() {
  const { start, part, failure } = useUpload();
  const [over, setOver] = useState(false);
  const id = useId();
  return (
    <Panel className="mb-6">
      {failure ? (
        <Notice kind="bad" live title="The file was not uploaded" className="mb-3">
          {failure.detail}
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      {part === null ? (
        <div
          className={clsx(
            "relative flex flex-col items-center gap-2 rounded-md border border-dashed px-4 py-8 text-center transition-colors duration-100 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus",
            over ? "border-accent bg-accent-soft" : "border-line-strong",
          )}
        >
          <FileUp aria-hidden="true" className="size-6 text-muted" />
          <label htmlFor={id} className="font-medium">
            Choose a CSV file, or drop it here
          </label>
          <span id={`${id}-hint`} className="text-muted">
            Up to 10 MB; commas, semicolons or tabs; UTF-8 is best
          </span>
          {/* Lies over the whole box: the browser itself takes a file that is dropped on it. */}
          <input
            id={id}
            type="file"
            aria-describedby={`${id}-hint`}
            accept=".csv,.tsv,.txt,text/csv"
            className="absolute inset-0 cursor-pointer opacity-0"
            onDragEnter={() => setOver(true)}
            onDragLeave={() => setOver(false)}
            onDrop={() => setOver(false)}
            onChange={(event) => {
              void start(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </div>
      ) : (
        <ProgressBar label="Uploading" part={part} words={`${Math.round(part * 100)}%`} />
      )}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-md text-muted">
          Companies House is not asked for imported clients: open a client and refresh its people to read the register.
        </p>
        <Button
          icon={<Download aria-hidden="true" className="size-3.5" />}
          onClick={() => downloadText("clients-template.csv", templateCsv(), "text/csv")}
        >
          Download template
        </Button>
      </div>
    </Panel>
  );
}

/** Announces the file, sends it to the storage, has it checked, and goes to the import's own page. */
function useUpload() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [part, setPart] = useState<number | null>(null);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const start = async (file: File | undefined) => {
    if (!file || part !== null) return;
    setFailure(null);
    const unfit = unfitness(file);
    if (unfit) return setFailure({ status: 0, code: "file", detail: unfit });
    setPart(0);
    try {
      const made = await api("POST /api/clients/import", {
        body: { fileName: file.name.slice(0, 200), sizeBytes: file.size },
      });
      // The browser's own type differs from system to system; the signed form says what it is stored as.
      await upload(made.upload, file, setPart);
      const params = { id: made.import.id };
      rememberImport(cache, await api("POST /api/clients/import/{id}/check", { params, body: {} }));
      await navigate({ to: "/client-hub/clients/import/$id", params });
    } catch (error) {
      setFailure(explain(error));
      setPart(null);
    }
  };
  return { start, part, failure };
}

function unfitness(file: File): string | null {
  if (file.size === 0) return "This file is empty.";
  if (file.size > MAX_FILE_BYTES)
    return "This file is larger than 10 MB. Split it and import the parts one after another.";
  return null;
}

function RecentImports() {
  const list = useInfiniteQuery(importsQuery);
  const imports = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isSuccess && imports.length === 0) return null;
  return (
    <Panel title="Imports of the last 30 days" id="recent-imports" flush>
      {list.isPending ? <SkeletonRows count={3} label="Loading imports" /> : null}
      {list.isError ? <Failure error={list.error} what="The imports" onRetry={() => void list.refetch()} /> : null}
      <ul className="divide-y divide-line">
        {imports.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <Link
              to="/client-hub/clients/import/$id"
              params={{ id: one.id }}
              className="min-w-0 max-w-full truncate font-medium underline-offset-2 hover:underline"
            >
              {one.fileName}
            </Link>
            <Badge tone={STATUS_WORDS[one.status].tone}>{STATUS_WORDS[one.status].label}</Badge>
            <span className="ml-auto text-muted">
              {summaryOf(one)}
              {one.createdByName}, <Ago at={one.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older imports
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

const summaryOf = ({ status, made }: Import): string =>
  status === "done" || made > 0 ? `${count(made, "client")} · ` : "";
