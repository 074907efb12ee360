import { Link } from "@tanstack/react-router";
import {
  Activity,
  Building2,
  FileSignature,
  FileText,
  Folder,
  House,
  Kanban,
  Landmark,
  Library,
  Mail,
  Plug,
  PoundSterling,
  ShieldCheck,
  SignalHigh,
  Users,
  UsersRound,
} from "lucide-react";
import { COMPANIES_HOUSE } from "../../lib/feature.ts";
import { ComplianceLink } from "../compliance/queue/nav-link.tsx";
import { useCan } from "../../lib/account/me.ts";

const linkStyle =
  "flex h-8 items-center gap-2.5 rounded-md px-2 text-muted transition-colors duration-100 hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink max-lg:h-10";

/** Where a member of staff can go. Only what works is listed. */
export function Navigation() {
  const mayInvoice = useCan("invoice:read");
  const mayPropose = useCan("proposal:read");
  const mayDocument = useCan("document:read");
  const mayReview = useCan("kyc:read");
  const mayEmail = useCan("email:read");
  const mayActivity = useCan("activity:read");
  const mayLookup = useCan("company:lookup") && COMPANIES_HOUSE;
  return (
    <nav aria-label="Main" className="space-y-4">
      <ul className="space-y-0.5">
        <li>
          <Link to="/client-hub" activeOptions={{ exact: true }} className={linkStyle}>
            <House aria-hidden="true" className="size-4" />
            Home
          </Link>
        </li>
        <li>
          <Link to="/client-hub/clients" activeOptions={{ includeSearch: false }} className={linkStyle}>
            <UsersRound aria-hidden="true" className="size-4" />
            Clients
          </Link>
        </li>
        <li>
          <Link to="/client-hub/onboarding" activeOptions={{ includeSearch: false }} className={linkStyle}>
            <Kanban aria-hidden="true" className="size-4" />
            Onboarding
          </Link>
        </li>
        {mayReview ? (
          <li>
            <ComplianceLink className={linkStyle} />
          </li>
        ) : null}
        {mayInvoice ? (
          <>
            <li>
              <Link to="/client-hub/invoices" activeOptions={{ includeSearch: false }} className={linkStyle}>
                <FileText aria-hidden="true" className="size-4" />
                Invoices
              </Link>
            </li>
            <li>
              <Link to="/client-hub/payments" className={linkStyle}>
                <PoundSterling aria-hidden="true" className="size-4" />
                Payments
              </Link>
            </li>
          </>
        ) : null}
        {mayPropose ? (
          <li>
            <Link to="/client-hub/proposals" activeOptions={{ includeSearch: false }} className={linkStyle}>
              <FileSignature aria-hidden="true" className="size-4" />
              Proposals
            </Link>
          </li>
        ) : null}
        {mayDocument ? (
          <li>
            <Link to="/client-hub/documents" activeOptions={{ includeSearch: false }} className={linkStyle}>
              <Folder aria-hidden="true" className="size-4" />
              Documents
            </Link>
          </li>
        ) : null}
        {mayEmail ? (
          <li>
            <Link to="/client-hub/emails" activeOptions={{ includeSearch: false }} className={linkStyle}>
              <Mail aria-hidden="true" className="size-4" />
              Emails
            </Link>
          </li>
        ) : null}
        {mayLookup ? (
          <li>
            <Link to="/client-hub/companies-house" className={linkStyle}>
              <Building2 aria-hidden="true" className="size-4" />
              Companies House
            </Link>
          </li>
        ) : null}
        {mayActivity ? (
          <li>
            <Link to="/client-hub/activity" className={linkStyle}>
              <Activity aria-hidden="true" className="size-4" />
              Activity
            </Link>
          </li>
        ) : null}
      </ul>
      <div>
        <p id="nav-settings" className="px-2 pb-1 text-xs font-medium text-faint">
          Settings
        </p>
        <ul aria-labelledby="nav-settings" className="space-y-0.5">
          <li>
            <Link to="/client-hub/settings/firm" className={linkStyle}>
              <Landmark aria-hidden="true" className="size-4" />
              Firm
            </Link>
          </li>
          <li>
            <Link to="/client-hub/settings/team" className={linkStyle}>
              <Users aria-hidden="true" className="size-4" />
              Team
            </Link>
          </li>
          {mayPropose ? (
            <li>
              <Link to="/client-hub/settings/services" className={linkStyle}>
                <Library aria-hidden="true" className="size-4" />
                Services
              </Link>
            </li>
          ) : null}
          <li>
            <Link to="/client-hub/settings/security" className={linkStyle}>
              <ShieldCheck aria-hidden="true" className="size-4" />
              Security
            </Link>
          </li>
          {mayActivity ? (
            <li>
              <Link
                to="/client-hub/settings/integrations"
                activeOptions={{ includeSearch: false }}
                className={linkStyle}
              >
                <Plug aria-hidden="true" className="size-4" />
                Integrations
              </Link>
            </li>
          ) : null}
          {mayActivity ? (
            <li>
              <Link to="/client-hub/settings/status" className={linkStyle}>
                <SignalHigh aria-hidden="true" className="size-4" />
                Status
              </Link>
            </li>
          ) : null}
        </ul>
      </div>
    </nav>
  );
}
