import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api, type Output } from "../../lib/request/api.ts";
import { exactTime } from "../../lib/time/date.ts";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Badge, type Tone } from "../../ui/status/badge.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { GivenUpLine } from "../dead-letter/line.tsx";

type Service = Output<"GET /api/status">["services"][number];

const STATE: Record<Service["state"], { label: string; tone: Tone; icon: typeof CircleX }> = {
  ok: { label: "Works", tone: "good", icon: CircleCheck },
  degraded: { label: "Degraded", tone: "warn", icon: TriangleAlert },
  down: { label: "Down", tone: "bad", icon: CircleX },
  unconfigured: { label: "Not set up", tone: "neutral", icon: CircleDashed },
};

const NAMES: Record<Service["service"], string> = {
  database: "Database",
  s3: "Document storage",
  auth: "Sign-in",
  companiesHouse: "Companies House",
  resend: "Email (Resend)",
  xero: "Xero",
  lemverify: "Identity checks (LEM Verify)",
  gemini: "Document reading (Gemini)",
};

/** Each service with its state, the reason, and when it last worked. Not known is not shown as working. */
export function StatusPage() {
  useTitle("Status");
  const [live, setLive] = useState(true);
  const status = useQuery({
    queryKey: ["status"],
    queryFn: ({ signal }) => api("GET /api/status", { signal }),
    refetchInterval: live ? 15_000 : false,
  });
  return (
    <>
      <PageHead
        title="Status"
        actions={
          <Button aria-pressed={!live} onClick={() => setLive(!live)}>
            {live ? "Pause updates" : "Resume updates"}
          </Button>
        }
      >
        {status.data ? (
          <>
            Checked <Ago at={status.data.checkedAt} />. States come from recent use, not from calls made for this page.
          </>
        ) : (
          "States come from recent use, not from calls made for this page."
        )}
      </PageHead>
      <Panel flush>
        {status.isPending ? <SkeletonRows count={8} label="Loading the status" /> : null}
        {status.isError ? (
          <Failure error={status.error} what="The status" onRetry={() => void status.refetch()} />
        ) : null}
        {status.data ? (
          <ul className="divide-y divide-line">
            {status.data.services.map((service) => {
              const { label, tone, icon } = STATE[service.state];
              return (
                <li key={service.service} className="flex items-start justify-between gap-4 px-4 py-2.5">
                  <div className="min-w-0">
                    <p className="font-medium">{NAMES[service.service]}</p>
                    <p className="text-muted">{service.detail}</p>
                    <p className="text-xs text-muted">
                      {service.lastSuccessAt ? (
                        <>
                          Worked <Ago at={service.lastSuccessAt} />
                        </>
                      ) : null}
                      {service.lastSuccessAt && service.lastFailureAt ? " · " : null}
                      {service.lastFailureAt ? (
                        <>
                          Failed <Ago at={service.lastFailureAt} />
                        </>
                      ) : null}
                      {service.retryAt ? ` · asked again at ${exactTime(service.retryAt)}` : null}
                    </p>
                  </div>
                  <Badge tone={tone} icon={icon}>
                    {label}
                  </Badge>
                </li>
              );
            })}
          </ul>
        ) : null}
      </Panel>
      <GivenUpLine />
    </>
  );
}
