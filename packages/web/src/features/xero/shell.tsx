import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useTitle } from "../../lib/title.ts";
import { BackLink } from "../../ui/layout/back-link.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { TabList, tabStyle } from "../../ui/layout/tabs.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { xeroQuery } from "../integration/queries.ts";
import { MODE } from "../integration/words.ts";
import { StateBadge } from "./state-badge.tsx";
import { XERO_TABS } from "./tabs.ts";

/** The frame of the Xero page: organisation, state, the views. */
export function XeroShell() {
  const { data } = useQuery(xeroQuery);
  const { pathname } = useLocation();
  const tab = XERO_TABS.find(({ to }) => pathname.replace(/\/$/, "") === to);
  // Here and not in the views: a parent's effect runs after its children's.
  useTitle(tab && tab !== XERO_TABS[0] ? `Xero: ${tab.label}` : "Xero");
  return (
    <>
      <PageHead title="Xero" above={<BackLink to="/client-hub/settings/integrations">Integrations</BackLink>}>
        {data ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge connection={data} />
            {data.details ? <span className="break-words">{data.details.organisation}</span> : null}
            {data.mode ? <Badge tone={data.mode === "test" ? "accent" : "neutral"}>{MODE[data.mode]}</Badge> : null}
          </div>
        ) : null}
      </PageHead>
      <TabList label="Xero">
        {XERO_TABS.map((tab) => (
          <Link key={tab.to} {...tab} className={tabStyle}>
            {tab.label}
          </Link>
        ))}
      </TabList>
      <Outlet />
    </>
  );
}
