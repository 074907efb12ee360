import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Step, StepList, stepStyle } from "../../ui/status/steps.tsx";
import type { XeroConnection } from "../integration/queries.ts";
import { useCan } from "../../lib/account/me.ts";
import { matchCountsQuery } from "./matching/query.ts";

/** From the consent to the first records in Xero, in the order in which it is done. Gone once something was sent. */
export function XeroSetUp({ connection: { state, details } }: { connection: XeroConnection }) {
  const mayManage = useCan("settings:manage");
  const { data } = useQuery(matchCountsQuery);
  if (!mayManage || state !== "connected" || !details || !data) return null;
  const ready = data.state === "ready";
  const { linked, open, asNew, ignored, more } = data;
  const steps: Step[] = [
    { done: true, words: "Connect Xero", detail: details.organisation },
    {
      done: data.state !== "mapping",
      words: (
        <Link to="/client-hub/settings/integrations/xero/mapping" className={stepStyle}>
          Choose accounts and tax rates
        </Link>
      ),
    },
    {
      done: ready,
      words: (
        <Link to="/client-hub/settings/integrations/xero/matching" className={stepStyle}>
          Match clients with contacts
        </Link>
      ),
      detail: ready ? null : `${linked} of ${linked + open + asNew + ignored}${more ? " or more" : ""} linked`,
    },
    {
      done: ready && details.lastSyncedAt !== null,
      words: (
        <Link to="/client-hub/settings/integrations/xero/sync" className={stepStyle}>
          Look at the plan and send it
        </Link>
      ),
    },
  ];
  return <StepList title="Set up" id="xero-set-up" steps={steps} />;
}
