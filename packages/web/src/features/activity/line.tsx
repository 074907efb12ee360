import type { ActivityEntry } from "@practice-hub/core/activity/schema";
import type { TimelineEntry } from "@practice-hub/core/client/schema";
import { Link } from "@tanstack/react-router";
import { Building2, Cog, Mail, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Ago } from "../../ui/status/time.tsx";
import { EmailStatusBadge } from "../email/status-badge.tsx";
import { ChangeList } from "./changes.tsx";

const ICONS = { staff: UserRound, portal: Building2, provider: Mail, system: Cog } as const;
const FALLBACK = {
  staff: "A member of staff",
  portal: "The client",
  provider: "A provider",
  system: "Practice Hub",
} as const;

/** One line of the audit trail: who, what, when, and each field before and after. */
export function ActivityLine({ entry, withClient = false }: { entry: ActivityEntry; withClient?: boolean }) {
  const Icon = ICONS[entry.actor.kind];
  return (
    <Line icon={<Icon aria-hidden="true" className="size-3.5" />} at={entry.at}>
      <p>
        {withClient && entry.clientId ? (
          <Link
            to="/client-hub/clients/$id"
            params={{ id: entry.clientId }}
            className="underline decoration-line-strong underline-offset-3 hover:decoration-current"
          >
            {entry.summary}
          </Link>
        ) : (
          entry.summary
        )}
        <span className="text-muted"> · {entry.actor.name ?? FALLBACK[entry.actor.kind]}</span>
      </p>
      <ChangeList changes={entry.changes} />
    </Line>
  );
}

/** A mail in a client's timeline. */
export function EmailLine({ entry }: { entry: Extract<TimelineEntry, { kind: "email" }> }) {
  return (
    <Line icon={<Mail aria-hidden="true" className="size-3.5" />} at={entry.at}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="break-words">{entry.subject}</span>
        <EmailStatusBadge status={entry.status} />
      </p>
      <p className="text-xs break-words text-muted">to {entry.to}</p>
    </Line>
  );
}

function Line({ icon, at, children }: { icon: ReactNode; at: string; children: ReactNode }) {
  return (
    <li className="flex gap-3 px-4 py-2.5">
      <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken text-muted">
        {icon}
      </span>
      <div className="min-w-0 grow">{children}</div>
      <span className="shrink-0 text-xs text-muted">
        <Ago at={at} />
      </span>
    </li>
  );
}
