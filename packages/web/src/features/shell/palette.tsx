import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { useDebounced } from "../../lib/debounce.ts";
import { explain } from "../../lib/request/problem.ts";
import { setTheme, THEMES } from "../../lib/theme.ts";
import { COMPANIES_HOUSE } from "../../lib/feature.ts";
import { useCan } from "../../lib/account/me.ts";

const itemStyle = "flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 data-[selected=true]:bg-hover";
const ID = /^cli_[0-9A-HJKMNP-TV-Z]{26}$/;

/** ⌘K: jump to a client by name, number, code, email or id, or run an action. */
export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const [text, setText] = useState("");
  const term = text.trim();
  const asked = useDebounced(term, 150);
  const navigate = useNavigate();
  const mayWrite = useCan("client:write");
  const mayInvoice = useCan("invoice:write");
  const found = useQuery({
    queryKey: ["clients", "jump", asked],
    queryFn: async ({ signal }) => {
      if (ID.test(asked)) return [await api("GET /api/clients/{id}", { params: { id: asked }, signal })];
      return (await api("GET /api/clients", { query: { q: asked, limit: 8 }, signal })).items;
    },
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  const go = (act: () => unknown) => {
    onClose();
    void act();
  };
  const actions = [
    ...(mayWrite ? [{ label: "New client", run: () => navigate({ to: "/client-hub/clients/new" }) }] : []),
    ...(mayInvoice ? [{ label: "New invoice", run: () => navigate({ to: "/client-hub/invoices/new" }) }] : []),
    ...PAGES.map(({ label, to }) => ({ label, run: () => navigate({ to }) })),
    ...THEMES.map((theme) => ({ label: `Theme: ${theme}`, run: () => setTheme(theme) })),
    { label: "Keyboard shortcuts", run: onHelp },
  ].filter((action) => action.label.toLowerCase().includes(term.toLowerCase()));
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className="enter fixed inset-x-2 top-[10vh] z-40 mx-auto max-w-xl overflow-hidden rounded-lg bg-surface shadow-floating focus:outline-none"
        >
          <Radix.Title className="sr-only">Search or jump to</Radix.Title>
          <Command shouldFilter={false} label="Search or jump to" loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Client name, company number, code, email or action"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1">
              {term !== "" ? (
                <Section title="Clients">
                  {found.isError ? (
                    <p className="px-2 py-1.5 text-bad">{found.error ? explain(found.error).detail : null}</p>
                  ) : null}
                  {found.data?.map((client) => (
                    <Command.Item
                      key={client.id}
                      value={client.id}
                      className={itemStyle}
                      onSelect={() => go(() => navigate({ to: "/client-hub/clients/$id", params: { id: client.id } }))}
                    >
                      <span className="min-w-0 grow truncate">{client.name}</span>
                      <span className="text-xs text-muted tabular-nums">
                        {client.companyNumber ?? client.clientCode}
                      </span>
                    </Command.Item>
                  ))}
                  {found.data?.length === 0 ? (
                    <p className="px-2 py-1.5 text-muted">No client matches “{asked}”.</p>
                  ) : null}
                  {!found.data && !found.isError ? <p className="late px-2 py-1.5 text-muted">Searching…</p> : null}
                </Section>
              ) : null}
              {actions.length > 0 ? (
                <Section title="Actions">
                  {actions.map((action) => (
                    <Command.Item
                      key={action.label}
                      value={action.label}
                      className={itemStyle}
                      onSelect={() => go(action.run)}
                    >
                      {action.label}
                    </Command.Item>
                  ))}
                </Section>
              ) : null}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const PAGES = [
  { label: "Go to Home", to: "/client-hub" },
  { label: "Go to Clients", to: "/client-hub/clients" },
  { label: "Go to Invoices", to: "/client-hub/invoices" },
  { label: "Go to Payments", to: "/client-hub/payments" },
  { label: "Go to Documents", to: "/client-hub/documents" },
  { label: "Go to Emails", to: "/client-hub/emails" },
  ...(COMPANIES_HOUSE ? [{ label: "Go to Companies House", to: "/client-hub/companies-house" } as const] : []),
  { label: "Go to Activity", to: "/client-hub/activity" },
  { label: "Go to Firm", to: "/client-hub/settings/firm" },
  { label: "Go to Team", to: "/client-hub/settings/team" },
  { label: "Go to Security", to: "/client-hub/settings/security" },
  { label: "Go to Status", to: "/client-hub/settings/status" },
] as const;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
