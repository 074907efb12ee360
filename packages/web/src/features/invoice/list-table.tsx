import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import { shortDate } from "../../lib/time/date.ts";
import { formatPence } from "../../lib/money.ts";
import { useShortcuts } from "../../lib/shortcut.ts";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Tick, TickAll } from "../sync/bulk/tick.tsx";
import type { Selection } from "../sync/bulk/use-selection.ts";
import { SyncChip } from "../sync/chip.tsx";
import type { InvoiceRow } from "./queries.ts";
import { InvoiceStatusBadge } from "./status-badge.tsx";

/** Invoices in rows. `j` and `k` move, Enter opens; the number is a link for everybody else. */
export function InvoiceTable({
  invoices,
  withClient = true,
  selection,
}: {
  invoices: InvoiceRow[];
  withClient?: boolean;
  selection?: Selection | undefined;
}) {
  const navigate = useNavigate();
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), invoices.length - 1));
  useEffect(() => {
    if (at >= 0) body.current?.rows[at]?.querySelector("a")?.focus();
  }, [at]);
  useShortcuts([
    { keys: "j", label: "Next invoice", run: () => move(1) },
    { keys: "k", label: "Previous invoice", run: () => move(-1) },
    {
      keys: "Enter",
      label: "Open the marked invoice",
      run: () => {
        const invoice = invoices[at];
        if (invoice) void navigate({ to: "/client-hub/invoices/$id", params: { id: invoice.id } });
      },
    },
    {
      keys: "x",
      label: "Choose the marked invoice",
      run: () => {
        const invoice = invoices[at];
        if (invoice) selection?.toggle(invoice.id);
      },
    },
  ]);
  return (
    <Table label="Invoices">
      <thead>
        <tr>
          {selection ? <TickAll selection={selection} ids={invoices.map(({ id }) => id)} what="invoices" /> : null}
          <Th>Number</Th>
          {withClient ? <Th className="max-md:hidden">Client</Th> : null}
          <Th className="max-md:hidden">Status</Th>
          <Th>Xero</Th>
          <Th className="max-md:hidden">Issued</Th>
          <Th className="max-md:hidden">Due date</Th>
          <Th className="text-right max-md:hidden">Total</Th>
          <Th className="text-right">Due</Th>
        </tr>
      </thead>
      <tbody ref={body} className="divide-y divide-line">
        {invoices.map((invoice, index) => (
          <tr key={invoice.id} className={clsx("hover:bg-hover", index === at && "bg-hover")}>
            {selection ? <Tick selection={selection} id={invoice.id} name={invoice.number} /> : null}
            <Td className="whitespace-nowrap">
              <Link
                to="/client-hub/invoices/$id"
                params={{ id: invoice.id }}
                className="font-medium underline-offset-2 hover:underline"
                onFocus={() => setAt(index)}
              >
                {invoice.number}
              </Link>
              {withClient ? (
                <span className="block max-w-28 truncate text-xs text-muted md:hidden">{invoice.clientName}</span>
              ) : null}
              <span className="mt-0.5 block md:hidden">
                <InvoiceStatusBadge status={invoice.status} />
              </span>
            </Td>
            {withClient ? <Td className="max-w-72 truncate max-md:hidden">{invoice.clientName}</Td> : null}
            <Td className="whitespace-nowrap max-md:hidden">
              <InvoiceStatusBadge status={invoice.status} />
            </Td>
            <Td className="whitespace-nowrap">
              <SyncChip
                short
                target={{ kind: "invoice", id: invoice.id, clientId: invoice.clientId }}
                place={invoice.xero}
                name={invoice.number}
              />
            </Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{shortDate(invoice.issueOn)}</Td>
            <Td
              className={clsx(
                "whitespace-nowrap max-md:hidden",
                invoice.status === "overdue" ? "font-medium text-bad" : "text-muted",
              )}
            >
              {shortDate(invoice.dueOn)}
            </Td>
            <Td className="text-right whitespace-nowrap text-muted max-md:hidden">{formatPence(invoice.totalPence)}</Td>
            <Td className="text-right whitespace-nowrap">{formatPence(invoice.duePence)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
