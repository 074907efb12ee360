import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../../../lib/shortcut.ts";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import type { XeroEvent } from "./queries.ts";
import { EventStateBadge } from "./state-badge.tsx";
import { categoryWords, typeWords } from "./words.ts";

/** Events in rows. `j` and `k` move, Enter opens the marked one, Esc closes it again. */
export function EventTable({ events, onOpen }: { events: XeroEvent[]; onOpen: (id: string) => void }) {
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), events.length - 1));
  useEffect(() => {
    if (at >= 0) body.current?.rows[at]?.querySelector("button")?.focus();
  }, [at]);
  useShortcuts([
    { keys: "j", label: "Next event", run: () => move(1) },
    { keys: "k", label: "Previous event", run: () => move(-1) },
    {
      keys: "Enter",
      label: "Open the marked event",
      run: () => {
        const event = events[at];
        if (event) onOpen(event.id);
      },
    },
  ]);
  return (
    <Table label="Events">
      <thead>
        <tr>
          <Th>Event</Th>
          <Th className="max-lg:hidden">Type</Th>
          <Th className="max-md:hidden">Resource</Th>
          <Th className="max-md:hidden">Client</Th>
          <Th>State</Th>
          <Th className="text-right max-md:hidden">Attempts</Th>
          <Th className="text-right">Time</Th>
        </tr>
      </thead>
      <tbody ref={body} className="divide-y divide-line">
        {events.map((event, index) => (
          <tr key={event.id} className={clsx("hover:bg-hover", index === at && "bg-hover")}>
            <Td className="max-md:max-w-28">
              <button
                type="button"
                className="block max-w-full truncate font-medium underline-offset-2 hover:underline"
                onFocus={() => setAt(index)}
                onClick={() => onOpen(event.id)}
              >
                {categoryWords(event.category)}
                <span className="lg:hidden">, {typeWords(event.type).toLowerCase()}</span>
              </button>
              <span className="block truncate text-xs text-muted md:hidden">
                {event.clientName ?? event.label ?? event.resourceId}
              </span>
            </Td>
            <Td className="text-muted max-lg:hidden">{typeWords(event.type)}</Td>
            <Td className="max-w-44 max-md:hidden">
              {event.label && event.entityType === "invoice" ? (
                event.label
              ) : (
                <code className="block truncate font-mono text-xs text-muted" title={event.resourceId}>
                  {event.resourceId}
                </code>
              )}
            </Td>
            <Td className="max-w-56 truncate max-md:hidden">
              {event.clientName ?? <span className="text-muted">–</span>}
            </Td>
            <Td className="whitespace-nowrap">
              <EventStateBadge state={event.state} />
            </Td>
            <Td className="text-right max-md:hidden">{event.attempts}</Td>
            <Td className="text-right whitespace-nowrap text-muted">
              <Ago at={event.at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
