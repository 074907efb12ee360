import { useQuery } from "@tanstack/react-query";
import { Fact, Facts, Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { Ago } from "../../ui/status/time.tsx";
import { AUTHORIZE, type XeroConnection, xeroQuery } from "../integration/queries.ts";
import { useCan } from "../../lib/account/me.ts";
import { AutoSync } from "./auto-sync.tsx";
import { ConnectLink } from "../integration/connect-link.tsx";
import { DisconnectButton } from "./disconnect.tsx";
import { DataFlow } from "./data-flow.tsx";
import { Limits } from "./limits.tsx";
import { XeroSetUp } from "./set-up.tsx";
import { StateBadge } from "./state-badge.tsx";

/** The connection itself: whose books, by whom, what it may do, what is left of the limits. */
export function XeroOverview() {
  const { data, isPending, isError, error, refetch } = useQuery(xeroQuery);
  if (isPending) return <SkeletonRows label="Loading the connection" />;
  if (isError) return <Failure error={error} what="The connection" onRetry={() => void refetch()} />;
  if (!data.details) return <FirstTime connection={data} />;
  const { details } = data;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <div className="empty:hidden lg:col-span-2">
        <XeroSetUp connection={data} />
      </div>
      <Panel title="Connection" id="connection" flush actions={<Actions connection={data} />}>
        <Facts>
          <Fact term="State">
            <StateBadge connection={data} />
            {data.state !== "connected" && details.brokenAt ? (
              <span className="ml-2 text-muted">
                since <Ago at={details.brokenAt} />
              </span>
            ) : null}
          </Fact>
          <Fact term="Organisation">{details.organisation}</Fact>
          <Fact term="Connected by">
            {details.connectedBy}, <Ago at={details.connectedAt} />
          </Fact>
          {data.state === "connected" ? (
            <>
              <Fact term="Access renewed">
                <Ago at={details.tokenRefreshedAt} />
              </Fact>
              <Fact term="Ends if unused">
                <Ago at={details.tokenDiesAt} />. It is renewed by itself long before.
              </Fact>
            </>
          ) : null}
          <Fact term="Last sync">{details.lastSyncedAt ? <Ago at={details.lastSyncedAt} /> : "Not yet"}</Fact>
        </Facts>
      </Panel>
      <Limits details={details} />
      <Panel title="What Xero allows us" id="scopes" flush>
        <ul className="divide-y divide-line">
          {details.scopes.map(({ scope, why, granted }) => (
            <li key={scope} className="px-4 py-2">
              {why}
              <code className="block font-mono text-xs break-words text-muted">{scope}</code>
              {granted ? null : <span className="block text-warn">Not granted. Connect again to allow it.</span>}
            </li>
          ))}
        </ul>
      </Panel>
      <div className="min-w-0 space-y-4">
        <AutoSync connection={data} />
        <DataFlow />
      </div>
    </div>
  );
}

function Actions({ connection }: { connection: XeroConnection }) {
  const mayManage = useCan("settings:manage");
  const { state, details, missing } = connection;
  if (!mayManage || !details) return null;
  return (
    <>
      {state !== "connected" && missing.length === 0 ? (
        <ConnectLink href={AUTHORIZE}>{details.endedByFirm ? "Connect to Xero" : "Reconnect to Xero"}</ConnectLink>
      ) : null}
      {details.endedByFirm ? null : <DisconnectButton organisation={details.organisation} />}
    </>
  );
}

function FirstTime({ connection: { missing } }: { connection: XeroConnection }) {
  const mayManage = useCan("settings:manage");
  return (
    <div className="space-y-4">
      <Panel flush>
        <Empty
          title="Xero is not connected"
          action={
            mayManage && missing.length === 0 ? <ConnectLink href={AUTHORIZE}>Connect to Xero</ConnectLink> : null
          }
        >
          {missing.length > 0 ? (
            <>
              Your administrator sets{" "}
              {missing.map((name) => (
                <code key={name} className="mr-1 font-mono text-xs text-ink">
                  {name}
                </code>
              ))}
              first.
            </>
          ) : mayManage ? (
            "You sign in at Xero, choose your organisation and allow the access. Nothing is sent before you have said which accounts to use."
          ) : (
            "An owner or admin of your firm can connect it."
          )}
        </Empty>
      </Panel>
      <DataFlow />
    </div>
  );
}
