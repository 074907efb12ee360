import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import {
  currentSession,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  type AuthSession,
} from "../../lib/account/auth.ts";
import { toastError, toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/layout/page.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { authWords } from "../auth/words.ts";
import { device } from "./device.ts";

/** Where one is signed in, and signing out from there. */
export function Sessions() {
  const cache = useQueryClient();
  const current = useQuery({ queryKey: ["auth", "session"], queryFn: currentSession });
  const list = useQuery({ queryKey: ["auth", "sessions"], queryFn: listSessions });
  const [busy, setBusy] = useState<string | null>(null);
  const act = async (id: string, work: () => Promise<unknown>, done: string) => {
    setBusy(id);
    try {
      await work();
      toastSuccess(done);
    } catch (error) {
      toastError("Nobody was signed out", { description: authWords(error) });
    } finally {
      await cache.invalidateQueries({ queryKey: ["auth", "sessions"] });
      setBusy(null);
    }
  };
  const isCurrent = (session: AuthSession) => session.id === current.data?.session.id;
  const sessions = (list.data ?? []).toSorted(
    (one, other) =>
      Number(isCurrent(other)) - Number(isCurrent(one)) || Date.parse(other.updatedAt) - Date.parse(one.updatedAt),
  );
  return (
    <Panel
      flush
      title="Where you are signed in"
      id="sessions"
      actions={
        sessions.length > 1 ? (
          <Button
            size="sm"
            busy={busy === "others"}
            onClick={() => void act("others", revokeOtherSessions, "Everywhere else you are signed out")}
          >
            Sign out everywhere else
          </Button>
        ) : null
      }
    >
      {list.isPending ? <SkeletonRows count={2} label="Loading sessions" /> : null}
      {list.isError ? <Failure error={list.error} what="Your sessions" onRetry={() => void list.refetch()} /> : null}
      <ul className="divide-y divide-line">
        {sessions.map((session) => {
          const { name, phone } = device(session.userAgent ?? "");
          const Icon = phone ? Smartphone : Monitor;
          return (
            <li key={session.id} className="flex items-center gap-3 px-4 py-2.5">
              <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
              <span className="min-w-0 grow">
                <span className="font-medium">{name}</span>{" "}
                {isCurrent(session) ? (
                  <Badge tone="accent" className="ml-1">
                    This one
                  </Badge>
                ) : null}
                <span className="block text-xs text-muted">
                  {session.ipAddress ? `${session.ipAddress} · ` : ""}signed in <Ago at={session.createdAt} />, until{" "}
                  <Ago at={session.expiresAt} />
                </span>
              </span>
              {isCurrent(session) ? null : (
                <Button
                  size="sm"
                  look="quiet"
                  busy={busy === session.id}
                  aria-label={`Sign out ${name}`}
                  onClick={() => void act(session.id, () => revokeSession(session.token), `${name} is signed out`)}
                >
                  Sign out
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
