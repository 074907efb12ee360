import { AI_CONSENT_VERSION } from "@practice-hub/core/extraction/schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { api } from "../../../lib/request/api.ts";
import { useTitle } from "../../../lib/title.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastError } from "../../../lib/toast.ts";
import { buttonStyle } from "../../../ui/button.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { useCompany } from "../company.ts";
import { usePortalMe } from "../me.ts";
import { readingsQuery } from "./queries.ts";
import { ReadingCard } from "./reading.tsx";
import { SendIdentity } from "./send.tsx";

/** A passport or driving licence is sent, read when the person agrees, and what was read is shown with its reasons. */
export function IdentityPage() {
  useTitle("Your identity document");
  const { firm } = usePortalMe();
  const { company } = useCompany();
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Your identity document</h1>
      {company ? <p className="mt-1 text-muted">{company.name}</p> : null}
      <p className="mt-3">
        {firm.name} must see who you are before they act for you. Send a photo or scan of your passport or driving
        licence.
      </p>
      <p className="mt-2 text-sm text-muted">
        It is used only to prevent money laundering and terrorist financing, unless another law allows more or you agree
        to more (Money Laundering Regulations 2017, regulation 41). It is kept until five years after you stop being a
        client, and shown only to the people who check it.{" "}
        <Link
          to="/client-portal/onboarding/q/$key"
          params={{ key: "reg41_read" }}
          className="text-accent-ink underline underline-offset-2"
        >
          How your information is used
        </Link>
      </p>
      {company ? <Readings key={company.id} clientId={company.id} /> : null}
      <div className="mt-6 flex flex-wrap gap-2">
        <Link to="/client-portal/onboarding" className={buttonStyle({ look: "primary" })}>
          Go on to your questions
        </Link>
      </div>
      <p className="mt-2 text-sm text-muted">You can always type every answer yourself.</p>
    </>
  );
}

function Readings({ clientId }: { clientId: string }) {
  const cache = useQueryClient();
  const { data, isPending, isError, error, refetch } = useQuery(readingsQuery(clientId));
  const again = useMutation({
    mutationFn: (documentId: string) =>
      api("POST /api/portal/extractions", { body: { documentId, consent: AI_CONSENT_VERSION } }),
    onError: (failure) => toastError("It was not read", { description: explain(failure).detail }),
    onSettled: () => void cache.invalidateQueries({ queryKey: readingsQuery(clientId).queryKey }),
  });
  const done = data?.items.filter(({ status }) => status === "done").length ?? 0;
  // What was read is suggested in the questions, which may have been loaded a moment before.
  useEffect(() => {
    if (done > 0) void cache.invalidateQueries({ queryKey: ["portal", "onboarding"] });
  }, [cache, done]);
  if (isPending) return <SkeletonRows label="Loading your documents" />;
  if (isError) return <Failure error={error} what="Your documents" onRetry={() => void refetch()} />;
  return (
    <>
      <SendIdentity clientId={clientId} enabled={data.enabled} />
      {data.items.length > 0 ? (
        <section aria-label="What was read" className="mt-6 space-y-4">
          {data.items.map((reading) => (
            <ReadingCard
              key={reading.documentId}
              reading={reading}
              busy={again.isPending && again.variables === reading.documentId}
              onRetry={() => again.mutate(reading.documentId)}
            />
          ))}
        </section>
      ) : null}
    </>
  );
}
