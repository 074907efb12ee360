import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";
import { exactTime } from "../../lib/time/date.ts";
import { explain } from "../../lib/request/problem.ts";
import { toastSuccess } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { Fact, Facts } from "../../ui/layout/page.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { RequestId } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { linkStyle } from "../auth/frame.tsx";
import { useCan } from "../../lib/account/me.ts";
import type { Email } from "./queries.ts";
import { EmailStatusBadge } from "./status-badge.tsx";
import { TEMPLATE_WORDS } from "./words.ts";

/** One mail: what became of it, why, how it looks, and sending it again. */
export function EmailDrawer({ email, onClose }: { email: Email; onClose: () => void }) {
  const cache = useQueryClient();
  const maySend = useCan("email:send");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const resend = async () => {
    setBusy(true);
    setError(null);
    try {
      await api("POST /api/emails/{id}/resend", { params: { id: email.id } });
      await cache.invalidateQueries({ queryKey: ["emails"] });
      toastSuccess(`The mail to ${email.to} is queued again`);
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const failure = error ? explain(error) : null;
  return (
    <Dialog open onOpenChange={onClose} as="drawer" title={email.subject} description={`to ${email.to}`}>
      <div className="space-y-4">
        {failure ? (
          <Notice kind="bad" live title="It was not sent again">
            {failure.detail}
            {failure.requestId ? <RequestId id={failure.requestId} /> : null}
          </Notice>
        ) : null}
        {email.reason ? <Notice kind={email.status === "queued" ? "warn" : "bad"}>{email.reason}</Notice> : null}
        <Facts className="-mx-4 border-y border-line">
          <Fact term="Status">
            <EmailStatusBadge status={email.status} />
          </Fact>
          <Fact term="Kind">{TEMPLATE_WORDS[email.template]}</Fact>
          {email.clientId ? (
            <Fact term="Client">
              <Link to="/client-hub/clients/$id" params={{ id: email.clientId }} className={linkStyle}>
                Open client
              </Link>
            </Fact>
          ) : null}
          <Fact term="Tries">{email.attempts}</Fact>
          {email.nextAttemptAt ? <Fact term="Next try">{exactTime(email.nextAttemptAt)}</Fact> : null}
        </Facts>
        <History email={email} />
        {email.canResend && maySend ? (
          <Button busy={busy} onClick={() => void resend()}>
            Send again
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}

function History({ email }: { email: Email }) {
  const steps = [
    { at: email.queuedAt, type: "queued", detail: undefined as string | undefined },
    ...email.events.map((event) => ({ at: event.at, type: event.type, detail: event.detail })),
  ];
  return (
    <section aria-label="What happened">
      <h3 className="mb-1 font-semibold">What happened</h3>
      <ol className="space-y-1">
        {steps.map((step) => (
          <li key={`${step.at}${step.type}`} className="flex flex-wrap gap-x-3">
            <time dateTime={step.at} className="text-muted tabular-nums">
              {exactTime(step.at)}
            </time>
            <span>{eventWords(step.type)}</span>
            {step.detail ? <span className="w-full text-xs text-muted">{step.detail}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `email.delivery_delayed` → `Delivery delayed`. */
export function eventWords(type: string): string {
  const words = type.replace(/^email\./, "").replaceAll(/[._-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
