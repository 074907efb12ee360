import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { hasCode } from "../../../lib/request/problem.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { buttonStyle } from "../../../ui/button.tsx";
import { Conflict } from "../../../ui/overlay/conflict.tsx";
import { PageHead } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { useEditor } from "../../editor/use-editor.ts";
import { useCan } from "../../../lib/account/me.ts";
import { type Invoice, invoiceQuery, rememberInvoice } from "../queries.ts";
import { conflictRows } from "./conflict.ts";
import { type Draft, draftOf, INVOICE_DRAFT, toBody } from "./draft.ts";
import { EditorForm } from "./form.tsx";

/** Changes a draft; of an approved invoice only what leaves the money alone. */
export function EditInvoice({ id }: { id: string }) {
  const { data: invoice } = useSuspenseQuery(invoiceQuery(id));
  const mayWrite = useCan("invoice:write");
  const settled = invoice.status === "paid" || invoice.status === "void";
  return (
    <>
      <PageHead title={`${invoice.status === "draft" ? "Edit" : "Change details of"} ${invoice.number}`} />
      {!mayWrite || settled ? (
        <Notice
          action={
            <Link to="/client-hub/invoices/$id" params={{ id }} className={buttonStyle({ size: "sm" })}>
              Show the invoice
            </Link>
          }
        >
          {settled ? "This invoice cannot change any more." : "Your role does not include writing invoices."}
        </Notice>
      ) : (
        <Editor invoice={invoice} />
      )}
    </>
  );
}

function Editor({ invoice }: { invoice: Invoice }) {
  const { id } = invoice;
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [conflict, setConflict] = useState<{ ours: Draft; theirs: Invoice } | null>(null);
  const scope = invoice.status === "draft" ? "draft" : "details";
  const editor = useEditor(INVOICE_DRAFT, id, draftOf(invoice), async (draft) => {
    const { clientId: _, issueOn, lines, ...details } = toBody(draft);
    const money = scope === "draft" ? { issueOn, lines } : {};
    try {
      const body = { version: draft.version, ...details, ...money };
      rememberInvoice(cache, await api("PATCH /api/invoices/{id}", { params: { id }, body }));
    } catch (error) {
      if (!hasCode(error, "invoice.version-conflict")) throw error;
      const theirs =
        (error.failure.document?.["current"] as Invoice | undefined) ??
        (await api("GET /api/invoices/{id}", { params: { id } }));
      setConflict({ ours: draft, theirs });
      return false;
    }
    toastSuccess(`${invoice.number} is saved`);
    await navigate({ to: "/client-hub/invoices/$id", params: { id } });
    return true;
  });
  return (
    <>
      {editor.restored ? <Notice className="mb-4">This is what you typed before. It is not saved yet.</Notice> : null}
      <EditorForm
        key={editor.generation}
        title={`Edit ${invoice.number}`}
        scope={scope}
        draft={editor.draft}
        onDraft={editor.change}
        summary={editor.summary}
        busy={editor.busy}
        onSave={() => void editor.submit(editor.draft)}
        saveWords={scope === "draft" ? "Save draft" : "Save details"}
        cancel={
          <Link
            to="/client-hub/invoices/$id"
            params={{ id }}
            className={buttonStyle()}
            onClick={() => editor.reset(draftOf(invoice))}
          >
            Discard changes
          </Link>
        }
      />
      {conflict ? (
        <Conflict
          what="invoice"
          savedAt={conflict.theirs.updatedAt}
          rows={conflictRows(conflict.ours, conflict.theirs)}
          onMine={async () => {
            setConflict(null);
            const mine = { ...conflict.ours, version: conflict.theirs.version };
            editor.change(mine);
            await editor.submit(mine);
          }}
          onTheirs={() => {
            rememberInvoice(cache, conflict.theirs);
            editor.reset(draftOf(conflict.theirs));
            setConflict(null);
          }}
        />
      ) : null}
    </>
  );
}
