import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { longDate } from "../../lib/time/date.ts";
import { toastError, toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/form/input.tsx";
import { Fact, Facts, Panel } from "../../ui/layout/page.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { type Client, clientQuery } from "../client/queries.ts";
import { useCan } from "../../lib/account/me.ts";
import { membersQuery } from "../team/queries.ts";
import { AnswersPanel } from "./answers.tsx";
import { type CaseRecord, caseQuery } from "./queries.ts";
import { StartButton } from "./start-button.tsx";
import { CASE_WORDS, RISK_WORDS } from "./words.ts";

const InviteDialog = lazy(() => import("../client/record/invite-dialog.tsx"));

/** How far a client is with being taken on, and everything it answered. */
export function OnboardingTab({ id }: { id: string }) {
  const query = useQuery(caseQuery(id));
  if (query.isPending) return <SkeletonRows count={6} label="Loading the onboarding" />;
  if (query.isError) return <Failure error={query.error} what="The onboarding" onRetry={() => void query.refetch()} />;
  const record = query.data;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(16rem,2fr)]">
      <div className="min-w-0 space-y-4 max-lg:order-last">
        <AnswersPanel sections={record.sections} />
      </div>
      <StatePanel record={record} />
    </div>
  );
}

const CAN_INVITE = new Set<CaseRecord["status"]>(["pending_questionnaire", "in_progress"]);

const CAN_START = new Set<CaseRecord["status"]>(["not_started", "rejected", "closed"]);

/** Who was asked last, or else the client's contact. */
function whomToAsk({ inviteeName, inviteeEmail }: CaseRecord, client: Client): { name: string; email: string } {
  if (inviteeEmail !== null) return { name: inviteeName ?? "", email: inviteeEmail };
  return { name: client.contact?.name ?? "", email: client.contact?.email ?? "" };
}

function StatePanel({ record }: { record: CaseRecord }) {
  const { data: client } = useSuspenseQuery(clientQuery(record.clientId));
  const mayInvite = useCan("invitation:send");
  const [inviting, setInviting] = useState(false);
  const { label, tone, icon } = CASE_WORDS[record.status];
  const cache = useQueryClient();
  const closed = () => {
    setInviting(false);
    void cache.invalidateQueries({ queryKey: caseQuery(record.clientId).queryKey });
  };
  return (
    <Panel flush title="Stage" id="stage">
      {record.more ? (
        <Notice kind="info" title={`${record.more.byName} asked for more`} className="m-3">
          <span className="whitespace-pre-line">{record.more.message}</span>
        </Notice>
      ) : null}
      <Facts>
        <Fact term="Stage">
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone={tone} icon={icon}>
              {record.exists ? label : "Never asked"}
            </Badge>
            {record.risk ? <Badge tone={RISK_WORDS[record.risk].tone}>{RISK_WORDS[record.risk].label}</Badge> : null}
            {record.hasAlert ? <Badge tone="bad">Alert</Badge> : null}
          </span>
        </Fact>
        {record.exists ? (
          <Fact term="Since">
            <Ago at={record.since} />
          </Fact>
        ) : null}
        {record.decision || !record.exists ? null : <Fact term="Target">{longDate(record.targetOn)}</Fact>}
        <Fact term="Assigned to">
          <Assign record={record} />
        </Fact>
        <Fact term="Invited">
          {record.invitedAt ? (
            <>
              {record.inviteeName} <span className="break-all text-muted">{record.inviteeEmail}</span>,{" "}
              <Ago at={record.invitedAt} />
            </>
          ) : (
            <span className="text-muted">Nobody yet</span>
          )}
        </Fact>
        {record.startedAt ? (
          <Fact term="Started">
            <Ago at={record.startedAt} />
          </Fact>
        ) : null}
        {record.submittedAt ? (
          <Fact term="Submitted">
            <Ago at={record.submittedAt} />
          </Fact>
        ) : null}
        {record.remindedAt ? (
          <Fact term="Reminded">
            {record.reminders} of 3 times, last <Ago at={record.remindedAt} />
          </Fact>
        ) : null}
        {record.decision ? (
          <Fact term={record.decision.kind === "approved" ? "Approved" : "Rejected"}>
            {record.decision.byName ? `By ${record.decision.byName}` : "By itself: every check was clean"},{" "}
            <Ago at={record.decision.at} />
          </Fact>
        ) : null}
        {record.review > 0 ? <Fact term="Reviews">{record.review + 1}</Fact> : null}
      </Facts>
      {mayInvite && CAN_INVITE.has(record.status) ? (
        <div className="border-t border-line p-3">
          <Button onClick={() => setInviting(true)}>
            {record.invitedAt ? "Send the invitation again" : "Invite to portal"}
          </Button>
        </div>
      ) : null}
      {CAN_START.has(record.status) && client.status !== "archived" ? (
        <div className="border-t border-line p-3 empty:hidden">
          <StartButton of={record} status={record.status} to={whomToAsk(record, client)} />
        </div>
      ) : null}
      <Suspense>{inviting ? <InviteDialog client={client} onClose={closed} /> : null}</Suspense>
    </Panel>
  );
}

function Assign({ record }: { record: CaseRecord }) {
  const cache = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const mayWrite = useCan("client:write");
  const [busy, setBusy] = useState(false);
  const nameOf = (userId: string | null) => members.find((member) => member.userId === userId)?.name;
  if (!mayWrite || !record.exists)
    return record.assignedTo ? nameOf(record.assignedTo) : <span className="text-muted">Nobody</span>;
  const assign = async (assignedTo: string | null) => {
    setBusy(true);
    const { queryKey } = caseQuery(record.clientId);
    try {
      const body = { version: record.version, assignedTo };
      cache.setQueryData(
        queryKey,
        await api("PATCH /api/clients/{id}/onboarding", { params: { id: record.clientId }, body }),
      );
      void cache.invalidateQueries({ queryKey: ["onboarding"] });
      toastSuccess(assignedTo ? `Assigned to ${nameOf(assignedTo) ?? "a colleague"}` : "Assigned to nobody");
    } catch (error) {
      toastError("Nothing was changed", { description: explain(error).detail });
      void cache.invalidateQueries({ queryKey });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Select
      aria-label="Assigned to"
      className="max-w-56"
      value={record.assignedTo ?? ""}
      disabled={busy || record.status === "closed" || record.status === "rejected"}
      onChange={(event) => void assign(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">Nobody</option>
      {members.map((member) => (
        <option key={member.userId} value={member.userId}>
          {member.name}
        </option>
      ))}
    </Select>
  );
}
