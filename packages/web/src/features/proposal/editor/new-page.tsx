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
import { useCan } from "../../../lib/account/me.ts";
import { rememberProposal } from "../queries.ts";
import { newDraft, PROPOSAL_DRAFT, toBody } from "./draft.ts";
import { ProposalForm } from "./form.tsx";

/** A draft of a new proposal, for `clientId` when it was opened from a client's record. */
export function NewProposal({ clientId }: { clientId: string | undefined }) {
  const mayWrite = useCan("proposal:write");
  const client = useQuery({ ...clientQuery(clientId ?? ""), enabled: clientId !== undefined });
  const ready = clientId === undefined || client.isSuccess;
  return (
    <>
      <PageHead title="New proposal" />
      {mayWrite ? null : (
        <Notice>Your role does not include writing proposals. Ask an owner or admin of your firm.</Notice>
      )}
      {mayWrite && client.isError ? (
        <Failure error={client.error} what="The client" onRetry={() => void client.refetch()} />
      ) : null}
      {mayWrite && !ready && !client.isError ? <SkeletonRows label="Loading the client" /> : null}
      {mayWrite && ready ? <Editor client={client.data} /> : null}
    </>
  );
}

function Editor({ client }: { client: { id: string; name: string } | undefined }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const attempt = useRef({ body: "", key: "" });
  const blank = () => newDraft(today(), client);
  const editor = useEditor(PROPOSAL_DRAFT, `new${client ? `:${client.id}` : ""}`, blank(), async (draft) => {
    const body = toBody(draft);
    const text = JSON.stringify(body);
    if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
    const proposal = await api("POST /api/proposals", { body, idempotencyKey: attempt.current.key });
    rememberProposal(cache, proposal);
    toastSuccess(`${proposal.number} is saved as a draft`);
    await navigate({ to: "/client-hub/proposals/$id", params: { id: proposal.id } });
    return true;
  });
  return (
    <>
      {editor.restored ? (
        <Notice
          className="mb-4"
          action={
            <Button size="sm" onClick={() => editor.reset(blank())}>
              Start again
            </Button>
          }
        >
          This is what you typed before.
        </Notice>
      ) : null}
      <ProposalForm
        key={editor.generation}
        title="New proposal"
        draft={editor.draft}
        onDraft={editor.change}
        summary={editor.summary}
        busy={editor.busy}
        onSave={() => void editor.submit(editor.draft)}
        cancel={
          <Link to="/client-hub/proposals" className={buttonStyle()} onClick={() => editor.reset(blank())}>
            Discard
          </Link>
        }
      />
    </>
  );
}
