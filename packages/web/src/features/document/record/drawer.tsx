import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, Eye, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { longDate } from "../../../lib/time/date.ts";
import { toastError, toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Fact, Facts } from "../../../ui/layout/page.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { Failure, RequestId } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { linkStyle } from "../../auth/frame.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { canShow, type Link as FileLink, save, staffLink } from "../open.ts";
import { Preview } from "../preview.tsx";
import { documentChanged, documentQuery, type DocumentRecord } from "../queries.ts";
import { KIND_WORD, RETENTION_WORDS, size } from "../words.ts";
import { DocumentSettings } from "./settings.tsx";

/** One document: looking at it, what is known of it, who opened it, and the few things that can be changed. */
export function DocumentDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useQuery(documentQuery(id));
  const document = found.data;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      as="drawer"
      title={document?.name ?? "Document"}
      description={document ? `${KIND_WORD[document.kind]}, ${size(document.sizeBytes)}` : undefined}
    >
      {found.isPending ? <SkeletonRows label="Loading the document" /> : null}
      {found.isError ? <Failure error={found.error} what="The document" onRetry={() => void found.refetch()} /> : null}
      {document ? <Body document={document} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Body({ document, onClose }: { document: DocumentRecord; onClose: () => void }) {
  const cache = useQueryClient();
  const mayWrite = useCan("document:write");
  const [busy, setBusy] = useState<"inline" | "attachment" | "delete" | "restore" | null>(null);
  const [shown, setShown] = useState<FileLink | null>(null);
  const [error, setError] = useState<unknown>(null);
  const act = async (what: NonNullable<typeof busy>, run: () => Promise<void>) => {
    setBusy(what);
    setError(null);
    try {
      await run();
      documentChanged(cache, document);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(null);
    }
  };
  const open = (show: "inline" | "attachment") =>
    act(show, async () => {
      const link = await staffLink(document.id, show);
      if (show === "inline") setShown(link);
      else save(link);
    });
  const remove = () =>
    act("delete", async () => {
      await api("DELETE /api/documents/{id}", { params: { id: document.id } });
      onClose();
      toastSuccess(`${document.name} is deleted`, {
        action: {
          label: "Undo",
          onClick: () =>
            void restore().then(
              () => documentChanged(cache, document),
              (cause: unknown) =>
                toastError(`${document.name} is still deleted`, { description: explain(cause).detail }),
            ),
        },
      });
    });
  const restore = async () => {
    await api("POST /api/documents/{id}/restore", { params: { id: document.id } });
    toastSuccess(`${document.name} is back`);
  };
  const failure = error ? explain(error) : null;
  return (
    <div className="space-y-4">
      {failure ? (
        <Notice kind="bad" live>
          {failure.detail}
          {failure.requestId ? <RequestId id={failure.requestId} /> : null}
        </Notice>
      ) : null}
      {document.deletedAt ? (
        <Notice
          kind="warn"
          action={
            mayWrite ? (
              <Button
                size="sm"
                busy={busy === "restore"}
                icon={<RotateCcw aria-hidden="true" className="size-3.5" />}
                onClick={() => void act("restore", restore)}
              >
                Restore
              </Button>
            ) : null
          }
        >
          Deleted. It is removed for good on {longDate(document.purgeAt ?? document.deletedAt)}.
        </Notice>
      ) : (
        <div className="flex flex-wrap gap-2">
          {canShow(document.contentType) ? (
            <Button
              look="primary"
              busy={busy === "inline"}
              icon={<Eye aria-hidden="true" className="size-4" />}
              onClick={() => void open("inline")}
            >
              View
            </Button>
          ) : null}
          <Button
            busy={busy === "attachment"}
            icon={<Download aria-hidden="true" className="size-4" />}
            onClick={() => void open("attachment")}
          >
            Download
          </Button>
          {mayWrite ? (
            <Button
              look="quiet"
              busy={busy === "delete"}
              icon={<Trash2 aria-hidden="true" className="size-4" />}
              onClick={() => void remove()}
            >
              Delete
            </Button>
          ) : null}
        </div>
      )}
      {shown ? <Preview link={shown} /> : null}
      {mayWrite && !document.deletedAt ? <DocumentSettings key={document.version} document={document} /> : null}
      <Facts className="-mx-4 border-y border-line">
        <Fact term="Client">
          <Link to="/client-hub/clients/$id" params={{ id: document.clientId }} className={linkStyle}>
            {document.clientName}
          </Link>
        </Fact>
        <Fact term="Kept">{RETENTION_WORDS[document.retention]}</Fact>
        <Fact term="Uploaded">
          {document.uploadedBy.name ?? "By the product"}, <Ago at={document.createdAt} />
        </Fact>
        {mayWrite && !document.deletedAt ? null : (
          <>
            <Fact term="Expires">{document.expiresOn ? longDate(document.expiresOn) : "No date"}</Fact>
            <Fact term="Client sees it">{document.visibleToClient ? "Yes" : "No"}</Fact>
          </>
        )}
        <Fact term="SHA-256">
          <code className="font-mono text-xs break-all select-all">{document.sha256}</code>
        </Fact>
      </Facts>
      <Openers document={document} />
    </div>
  );
}

function Openers({ document }: { document: DocumentRecord }) {
  return (
    <section aria-label="Opened by">
      <h3 className="mb-1 font-semibold">Opened by</h3>
      {document.openedBy.length === 0 ? <p className="text-muted">Nobody has opened it yet.</p> : null}
      <ul className="space-y-1">
        {document.openedBy.map((one) => (
          <li key={one.id} className="flex flex-wrap gap-x-2">
            <span>{one.name ?? one.id}</span>
            <span className="text-muted">
              {one.kind === "portal" ? "client, " : ""}
              {one.count === 1 ? "once" : `${one.count} times`}, last <Ago at={one.lastAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
