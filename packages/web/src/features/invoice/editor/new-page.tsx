import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { api } from "../../../lib/request/api.ts";
import { today } from "../../../lib/time/day.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { PageHead } from "../../../ui/layout/page.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { clientQuery } from "../../client/queries.ts";
import { useEditor } from "../../editor/use-editor.ts";
import { firmQuery } from "../../firm/queries.ts";
import { useCan } from "../../../lib/account/me.ts";
import { rememberInvoice } from "../queries.ts";
import { type Defaults, INVOICE_DRAFT, newDraft, toBody } from "./draft.ts";
import { EditorForm } from "./form.tsx";

/** A draft of a new invoice, for `clientId` when it was opened from a client's record. */
export function NewInvoice({ clientId }: { clientId: string | undefined }) {
  const mayWrite = useCan("invoice:write");
  const client = useQuery({ ...clientQuery(clientId ?? ""), enabled: clientId !== undefined });
  const firm = useQuery(firmQuery);
  // Without the firm's defaults an invoice can still be written.
  const ready = (clientId === undefined || client.isSuccess) && !firm.isPending;
  return (
    <>
      <PageHead title="New invoice" />
      {mayWrite ? null : (
        <Notice>Your role does not include writing invoices. Ask an owner or admin of your firm.</Notice>
      )}
      {mayWrite && client.isError ? (
        <Failure error={client.error} what="The client" onRetry={() => void client.refetch()} />
      ) : null}
      {mayWrite && !ready && !client.isError ? <SkeletonRows label="Loading the form" /> : null}
      {mayWrite && ready ? <Editor client={client.data} defaults={firm.data} /> : null}
    </>
  );
}

function Editor({
  client,
  defaults,
}: {
  client: { id: string; name: string } | undefined;
  defaults: Defaults | undefined;
}) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const attempt = useRef({ body: "", key: "" });
  const editor = useEditor(
    INVOICE_DRAFT,
    `new${client ? `:${client.id}` : ""}`,
    newDraft(today(), client, defaults),
    async (draft) => {
      const body = toBody(draft);
      const text = JSON.stringify(body);
      if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      const invoice = await api("POST /api/invoices", { body, idempotencyKey: attempt.current.key });
      rememberInvoice(cache, invoice);
      toastSuccess(`${invoice.number} is saved as a draft`);
      await navigate({ to: "/client-hub/invoices/$id", params: { id: invoice.id } });
      return true;
    },
  );
  return (
    <>
      {editor.restored ? (
        <Notice
          className="mb-4"
          action={
            <Button size="sm" onClick={() => editor.reset(newDraft(today(), client, defaults))}>
              Start again
            </Button>
          }
        >
          This is what you typed before.
        </Notice>
      ) : null}
      <EditorForm
        key={editor.generation}
        title="New invoice"
        scope="new"
        draft={editor.draft}
        onDraft={editor.change}
        summary={editor.summary}
        busy={editor.busy}
        onSave={() => void editor.submit(editor.draft)}
        saveWords="Save draft"
        cancel={
          <Link
            to="/client-hub/invoices"
            className={buttonStyle()}
            onClick={() => editor.reset(newDraft(today(), client, defaults))}
          >
            Discard
          </Link>
        }
      />
    </>
  );
}
