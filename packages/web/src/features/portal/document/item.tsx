import { Download, Eye } from "lucide-react";
import { useState } from "react";
import { explain } from "../../../lib/request/problem.ts";
import { longDate } from "../../../lib/time/date.ts";
import { Button } from "../../../ui/button.tsx";
import { FieldError } from "../../../ui/form/field.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { canShow, type Link, portalLink, save } from "../../document/open.ts";
import { Preview } from "../../document/preview.tsx";
import { KIND_WORD, size } from "../../document/words.ts";
import type { PortalDocument } from "./queries.ts";

/** One document with looking at it and saving it. */
export function PortalDocumentItem({ document, firm }: { document: PortalDocument; firm: string }) {
  const [busy, setBusy] = useState<"inline" | "attachment" | null>(null);
  const [shown, setShown] = useState<Link | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const open = async (show: "inline" | "attachment") => {
    setBusy(show);
    setWords(null);
    try {
      const link = await portalLink(document.id, show);
      if (show === "inline") setShown(link);
      else save(link);
    } catch (error) {
      setWords(explain(error).detail);
    } finally {
      setBusy(null);
    }
  };
  return (
    <li className="px-4 py-3">
      <p className="font-medium wrap-anywhere">{document.name}</p>
      <p className="mt-0.5 text-sm text-muted">
        {document.mine ? "You sent it" : `From ${firm}`} on {longDate(document.createdAt)} · {KIND_WORD[document.kind]},{" "}
        {size(document.sizeBytes)}
      </p>
      {document.expiresOn ? <p className="text-sm text-muted">Expires {longDate(document.expiresOn)}</p> : null}
      <div className="mt-2 flex gap-2">
        {canShow(document.contentType) ? (
          <Button
            busy={busy === "inline"}
            aria-label={`View ${document.name}`}
            icon={<Eye aria-hidden="true" className="size-4" />}
            onClick={() => void open("inline")}
          >
            View
          </Button>
        ) : null}
        <Button
          busy={busy === "attachment"}
          aria-label={`Download ${document.name}`}
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={() => void open("attachment")}
        >
          Download
        </Button>
      </div>
      {words ? (
        <div role="alert">
          <FieldError>{words}</FieldError>
        </div>
      ) : null}
      {shown ? (
        <Dialog open onOpenChange={() => setShown(null)} wide title={document.name}>
          <Preview link={shown} />
        </Dialog>
      ) : null}
    </li>
  );
}
