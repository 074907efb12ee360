import { useNavigate } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { clsx } from "clsx";
import type { Item } from "../../../lib/request/api.ts";
import { useShortcuts } from "../../../lib/shortcut.ts";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { Tick, TickAll } from "../../sync/bulk/tick.tsx";
import type { Selection } from "../../sync/bulk/use-selection.ts";
import { SyncChip } from "../../sync/chip.tsx";
import { ClientStatusBadge } from "../status-badge.tsx";
import { registerWords, TYPE_WORDS } from "../words.ts";

type Row = Item<"GET /api/clients">;

/** The list itself. `j` and `k` move, Enter opens; the name is a link for everybody else. */
export function ClientTable({ clients, selection }: { clients: Row[]; selection?: Selection | undefined }) {
  const navigate = useNavigate();
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), clients.length - 1));
  useEffect(() => {
    if (at >= 0) body.current?.rows[at]?.querySelector("a")?.focus();
  }, [at]);
  useShortcuts([
    { keys: "j", label: "Next client", run: () => move(1) },
    { keys: "k", label: "Previous client", run: () => move(-1) },
    {
      keys: "Enter",
      label: "Open the marked client",
      run: () => {
        const client = clients[at];
        if (client) void navigate({ to: "/client-hub/clients/$id", params: { id: client.id } });
      },
    },
    {
      keys: "x",
      label: "Choose the marked client",
      run: () => {
        const client = clients[at];
        if (client) selection?.toggle(client.id);
      },
    },
  ]);
  return (
    <Table label="Clients">
      <thead>
        <tr>
          {selection ? <TickAll selection={selection} ids={clients.map(({ id }) => id)} what="clients" /> : null}
          <Th>Name</Th>
          <Th className="max-md:hidden">Number</Th>
          <Th className="max-md:hidden">Type</Th>
          <Th className="max-md:hidden">Status</Th>
          <Th>Xero</Th>
          <Th className="max-md:hidden">Contact</Th>
          <Th className="text-right max-md:hidden">Updated</Th>
        </tr>
      </thead>
      <tbody ref={body} className="divide-y divide-line">
        {clients.map((client, index) => (
          <tr key={client.id} className={clsx("hover:bg-hover", index === at && "bg-hover")}>
            {selection ? <Tick selection={selection} id={client.id} name={client.name} /> : null}
            <Td className="max-w-80 min-w-32 max-md:max-w-52">
              <Link
                to="/client-hub/clients/$id"
                params={{ id: client.id }}
                className="block truncate font-medium underline-offset-2 hover:underline"
                onFocus={() => setAt(index)}
              >
                {client.name}
              </Link>
              <span className="mt-0.5 flex items-center gap-2 text-xs text-muted md:hidden">
                <ClientStatusBadge status={client.status} />
                {client.companyNumber ?? client.clientCode}
              </span>
            </Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{client.companyNumber ?? client.clientCode}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{TYPE_WORDS[client.type]}</Td>
            <Td className="whitespace-nowrap max-md:hidden">
              <span className="flex gap-1">
                <ClientStatusBadge status={client.status} />
                {client.companyStatus && client.companyStatus !== "active" && client.companyStatus !== "open" ? (
                  <Badge tone="warn">{registerWords(client.companyStatus)}</Badge>
                ) : null}
              </span>
            </Td>
            <Td className="whitespace-nowrap">
              <SyncChip
                short
                target={{ kind: "contact", id: client.id, clientId: client.id }}
                place={client.xero}
                name={client.name}
              />
            </Td>
            <Td className="max-w-56 truncate text-muted max-md:hidden">
              {client.contactName ?? client.contactEmail ?? "–"}
            </Td>
            <Td className="text-right whitespace-nowrap text-muted max-md:hidden">
              <Ago at={client.updatedAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
