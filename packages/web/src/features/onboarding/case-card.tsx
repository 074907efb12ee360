import { Link } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { span } from "../../lib/time/date.ts";
import { today } from "../../lib/time/day.ts";
import { Badge } from "../../ui/status/badge.tsx";
import type { Case } from "./queries.ts";
import { RISK_WORDS } from "./words.ts";

/** One case: whose it is, how long it has been there, and what to look at. The whole card leads to the client's onboarding. */
export function CaseCard({ one, nowMs, assignee }: { one: Case; nowMs: number; assignee: string | undefined }) {
  const isLate = !DONE.has(one.status) && one.targetOn < today();
  return (
    <Link
      to="/client-hub/clients/$id/onboarding"
      params={{ id: one.clientId }}
      className="block rounded-md border border-line bg-surface px-3 py-2 shadow-raised hover:bg-hover"
    >
      <span className="block font-medium wrap-anywhere">{one.clientName}</span>
      <span className="mt-0.5 block text-xs text-muted">
        {span(nowMs - Date.parse(one.since))} here{assignee ? ` · ${assignee}` : ""}
      </span>
      {one.hasAlert || one.risk || isLate ? (
        <span className="mt-1.5 flex flex-wrap gap-1">
          {one.hasAlert ? (
            <Badge tone="bad" icon={BellRing}>
              Alert
            </Badge>
          ) : null}
          {one.risk ? <Badge tone={RISK_WORDS[one.risk].tone}>{RISK_WORDS[one.risk].label}</Badge> : null}
          {isLate ? <Badge tone="warn">Past target</Badge> : null}
        </span>
      ) : null}
    </Link>
  );
}

const DONE = new Set<Case["status"]>(["approved", "rejected", "closed"]);
