import { useQuery } from "@tanstack/react-query";
import { Notice } from "../../ui/status/notice.tsx";
import { useCan } from "../../lib/account/me.ts";
import { ConnectLink } from "./connect-link.tsx";
import { AUTHORIZE, xeroQuery } from "./queries.ts";

/** On every page while a connection is broken that the firm did not end itself: what happened, and the one thing to do. */
export default function ConnectionBanner() {
  const { data } = useQuery(xeroQuery);
  const mayManage = useCan("settings:manage");
  const details = data?.details;
  if (!details || details.endedByFirm || data.state === "connected") return null;
  return (
    <Notice
      kind="bad"
      live
      className="mb-4"
      title={
        data.state === "disconnected"
          ? `Xero is disconnected (${details.organisation})`
          : `Xero needs to be connected again (${details.organisation})`
      }
      action={mayManage ? <ConnectLink href={AUTHORIZE}>Reconnect to Xero</ConnectLink> : null}
    >
      {details.reason} {mayManage ? null : "Ask an owner or admin of your firm."}
    </Notice>
  );
}
