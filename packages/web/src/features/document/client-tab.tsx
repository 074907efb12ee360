import { DOCUMENT_KINDS, type DocumentKind } from "@practice-hub/core/document/schema";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { Checkbox } from "../../ui/form/choice.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { useCan } from "../../lib/account/me.ts";
import { DocumentList } from "./list.tsx";
import type { Transport } from "./upload/queue.ts";
import { UploadPanel } from "./upload/panel.tsx";
import { sendFile } from "./upload/send.ts";
import { KIND_WORDS } from "./words.ts";

export type Folder = DocumentKind | "deleted";
const FOLDERS: readonly Folder[] = [...DOCUMENT_KINDS, "deleted"];

const folderStyle =
  "inline-flex min-h-7 items-center rounded-md px-2.5 text-sm text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink";

/** The documents of one client, by folder: files are dropped into the one that is open. */
export function ClientDocuments({ clientId, folder }: { clientId: string; folder: Folder }) {
  const mayWrite = useCan("document:write");
  const mayReview = useCan("kyc:read");
  const kind = folder === "deleted" ? undefined : folder;
  return (
    <Panel flush>
      <nav aria-label="Folders" className="flex flex-wrap gap-1 border-b border-line px-3 py-2">
        {FOLDERS.filter((one) => mayReview || one !== "kyc").map((one) => (
          <Link
            key={one}
            to="/client-hub/clients/$id/documents"
            params={{ id: clientId }}
            search={{ folder: one }}
            aria-current={one === folder ? "page" : undefined}
            className={folderStyle}
          >
            {one === "deleted" ? "Deleted" : KIND_WORDS[one]}
          </Link>
        ))}
      </nav>
      {mayWrite && kind ? <StaffUpload clientId={clientId} kind={kind} /> : null}
      <DocumentList
        filter={{ clientId, kind, view: kind ? undefined : "deleted" }}
        empty={
          kind
            ? { title: `No ${KIND_WORDS[kind].toLowerCase()}`, words: WORDS[kind] }
            : { title: "Nothing deleted", words: "What you delete stays here for 30 days." }
        }
      />
    </Panel>
  );
}

const WORDS: Record<DocumentKind, string> = {
  client: "Statements, letters and records you keep for this client appear here.",
  kyc: "Passports, proofs of address and other identity evidence. They cannot be deleted before their time.",
  proposal: "Proposals you send are filed here as PDFs.",
  invoice: "Invoices you send are filed here as PDFs.",
};

function StaffUpload({ clientId, kind }: { clientId: string; kind: DocumentKind }) {
  const cache = useQueryClient();
  const [visible, setVisible] = useState(false);
  const transport = useMemo(
    (): Transport => ({
      begin: (file, signal) =>
        api("POST /api/documents", { body: { clientId, kind, visibleToClient: visible, ...file }, signal }),
      send: sendFile,
      complete: (id, signal) => api("POST /api/documents/{id}/complete", { params: { id }, signal }),
      arrived: () => {
        void cache.invalidateQueries({ queryKey: ["documents"] });
        void cache.invalidateQueries({ queryKey: ["client", clientId, "timeline"] });
      },
    }),
    [cache, clientId, kind, visible],
  );
  return (
    <UploadPanel label={`Upload to ${KIND_WORDS[kind]}`} transport={transport}>
      <Checkbox
        className="items-center"
        label="The client sees them"
        checked={visible}
        onChange={(event) => setVisible(event.target.checked)}
      />
    </UploadPanel>
  );
}
