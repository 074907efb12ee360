import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useTitle } from "../../../lib/title.ts";
import { Copy } from "../../../ui/copy.tsx";
import { BackLink } from "../../../ui/layout/back-link.tsx";
import { PageHead } from "../../../ui/layout/page.tsx";
import { TabList, tabStyle } from "../../../ui/layout/tabs.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { RecordChip } from "../../sync/panel.tsx";
import { clientQuery } from "../queries.ts";
import { RecordActions } from "./actions.tsx";
import { ClientStatusBadge } from "../status-badge.tsx";
import { TYPE_WORDS } from "../words.ts";

/** One client: who they are, what to be careful about, and the views of the record. */
export function RecordPage({ id }: { id: string }) {
  const { data: client } = useSuspenseQuery(clientQuery(id));
  const mayActivity = useCan("activity:read");
  const mayReview = useCan("kyc:read");
  const mayInvoice = useCan("invoice:read");
  const mayPropose = useCan("proposal:read");
  const mayDocument = useCan("document:read");
  const mayEmail = useCan("email:read");
  useTitle(client.name);
  return (
    <>
      <PageHead
        title={client.name}
        above={<BackLink to="/client-hub/clients">Clients</BackLink>}
        actions={<RecordActions client={client} />}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ClientStatusBadge status={client.status} />
          <RecordChip target={{ kind: "contact", id, clientId: id }} name={client.name} />
          <span>{TYPE_WORDS[client.type]}</span>
          {client.companyNumber ? <Copy text={client.companyNumber} what="company number" /> : null}
          <Copy text={client.clientCode} what="client code" />
        </div>
      </PageHead>
      {client.warnings.length > 0 ? (
        <div className="mb-4 space-y-2">
          {client.warnings.map((warning) => (
            <Notice
              key={warning.code}
              kind={warning.code === "company-dissolved" || warning.code === "company-insolvent" ? "bad" : "warn"}
            >
              {warning.message}
            </Notice>
          ))}
        </div>
      ) : null}
      <TabList label="Client record">
        <Link to="/client-hub/clients/$id" params={{ id }} activeOptions={{ exact: true }} className={tabStyle}>
          Overview
        </Link>
        <Link to="/client-hub/clients/$id/people" params={{ id }} className={tabStyle}>
          People
        </Link>
        <Link to="/client-hub/clients/$id/onboarding" params={{ id }} className={tabStyle}>
          Onboarding
        </Link>
        {mayReview ? (
          <Link to="/client-hub/clients/$id/compliance" params={{ id }} className={tabStyle}>
            Compliance
          </Link>
        ) : null}
        {mayInvoice ? (
          <Link to="/client-hub/clients/$id/invoices" params={{ id }} className={tabStyle}>
            Invoices
          </Link>
        ) : null}
        {mayPropose ? (
          <Link to="/client-hub/clients/$id/proposals" params={{ id }} className={tabStyle}>
            Proposals
          </Link>
        ) : null}
        {mayDocument ? (
          <Link
            to="/client-hub/clients/$id/documents"
            params={{ id }}
            activeOptions={{ includeSearch: false }}
            className={tabStyle}
          >
            Documents
          </Link>
        ) : null}
        {mayEmail ? (
          <Link to="/client-hub/clients/$id/emails" params={{ id }} className={tabStyle}>
            Emails
          </Link>
        ) : null}
        {mayActivity ? (
          <Link to="/client-hub/clients/$id/timeline" params={{ id }} className={tabStyle}>
            Timeline
          </Link>
        ) : null}
      </TabList>
      <Outlet />
    </>
  );
}
