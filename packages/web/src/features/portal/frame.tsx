import { Link, Outlet } from "@tanstack/react-router";
import { FileSignature, FileText, Folder, UserRound } from "lucide-react";
import { Select } from "../../ui/form/input.tsx";
import { useFocusOnNavigation } from "../shell/focus.ts";
import { InFrame } from "../shell/landmark.ts";
import { useCompany } from "./company.ts";
import { usePortalMe } from "./me.ts";

const PAGES = [
  { to: "/client-portal/proposals", label: "Proposals", icon: FileSignature },
  { to: "/client-portal/invoices", label: "Invoices", icon: FileText },
  { to: "/client-portal/documents", label: "Documents", icon: Folder },
  { to: "/client-portal/profile", label: "Profile", icon: UserRound },
] as const;

/** The frame of the client's pages: whose firm, which company, oneself. One column, for a phone. */
export function PortalFrame() {
  const me = usePortalMe();
  const { company, choose } = useCompany();
  const main = useFocusOnNavigation();
  return (
    <div data-roomy className="min-h-dvh text-base">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-14 max-w-2xl flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
          <Link to="/client-portal" className="min-w-0 grow truncate font-semibold tracking-tight">
            {me.firm.name}
          </Link>
          {me.clients.length > 1 ? (
            <Select
              aria-label="Company"
              className="order-last w-full! sm:order-none sm:w-56!"
              value={company?.id ?? ""}
              onChange={(event) => choose(event.target.value)}
            >
              {me.clients.map((client) => (
                <option key={client.id} value={client.id}>
                  {client.name}
                </option>
              ))}
            </Select>
          ) : null}
          <nav aria-label="Portal" className="-mx-2 flex max-sm:w-full max-sm:overflow-x-auto">
            {PAGES.map(({ to, label, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                className="inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm font-medium hover:bg-hover focus-visible:outline-offset-[-2px] aria-[current=page]:text-accent-ink"
              >
                <Icon aria-hidden="true" className="size-4 max-sm:hidden" />
                {label}
              </Link>
            ))}
          </nav>
        </div>
      </header>
      <main ref={main} tabIndex={-1} className="mx-auto max-w-2xl px-4 py-6 focus:outline-none">
        <InFrame value>
          <Outlet />
        </InFrame>
      </main>
    </div>
  );
}
