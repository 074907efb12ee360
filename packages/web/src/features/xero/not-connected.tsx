import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { AUTHORIZE, xeroQuery } from "../integration/queries.ts";
import { useCan } from "../../lib/account/me.ts";
import { ConnectLink } from "../integration/connect-link.tsx";

/** In place of a view that shows what is in Xero: why there is nothing, and the way to connect. */
export function NotConnected({ children }: { children: ReactNode }) {
  const mayManage = useCan("settings:manage");
  const { data } = useQuery(xeroQuery);
  const mayConnect = mayManage && data?.missing.length === 0;
  return (
    <Panel flush>
      <Empty
        title={data?.details ? "Xero is disconnected" : "Xero is not connected"}
        action={
          mayConnect ? (
            <ConnectLink href={AUTHORIZE}>{data.details ? "Reconnect to Xero" : "Connect to Xero"}</ConnectLink>
          ) : null
        }
      >
        {children} {mayManage ? null : "An owner or admin of your firm can connect it."}
      </Empty>
    </Panel>
  );
}
