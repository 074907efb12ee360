import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Clock, Eye } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../../lib/shortcut.ts";
import { shortDate } from "../../lib/time/date.ts";
import { today } from "../../lib/time/day.ts";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Ago } from "../../ui/status/time.tsx";
import type { DocumentRow } from "./queries.ts";
import { KIND_WORD, size } from "./words.ts";

/** Documents in rows; a row opens its record. `j` and `k` move. */
export function DocumentTable({
  documents,
  onOpen,
  withClient = false,
}: {
  documents: DocumentRow[];
  onOpen: (document: DocumentRow) => void;
  withClient?: boolean;
}) {
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), documents.length - 1));
  useEffect(() => {
    if (at >= 0) body.current?.rows[at]?.querySelector("button")?.focus();
  }, [at]);
  useShortcuts([
    { keys: "j", label: "Next document", run: () => move(1) },
    { keys: "k", label: "Previous document", run: () => move(-1) },
  ]);
  const on = today();
  return (
    <Table label="Documents">
      <thead>
        <tr>
          <Th>Name</Th>
          {withClient ? <Th className="max-md:hidden">Client</Th> : null}
          {withClient ? <Th className="max-lg:hidden">Folder</Th> : null}
          <Th className="max-md:hidden">Expires</Th>
          <Th className="max-lg:hidden">Last opened</Th>
          <Th className="text-right max-md:hidden">Size</Th>
          <Th className="text-right">Added</Th>
        </tr>
      </thead>
      <tbody ref={body} className="divide-y divide-line">
        {documents.map((one, index) => (
          <tr key={one.id} className={clsx("hover:bg-hover", index === at && "bg-hover")}>
            <Td className="max-w-80 min-w-40">
              <span className="flex min-w-0 items-center gap-2">
                <button
                  type="button"
                  className="min-w-0 truncate text-left font-medium underline-offset-2 hover:underline"
                  onFocus={() => setAt(index)}
                  onClick={() => onOpen(one)}
                >
                  {one.name}
                </button>
                {one.visibleToClient ? (
                  <Badge icon={Eye} className="max-md:hidden">
                    Client sees it
                  </Badge>
                ) : null}
              </span>
              {withClient ? (
                <span className="block truncate text-xs text-muted md:hidden">{one.clientName}</span>
              ) : null}
              {isExpired(one, on) ? (
                <span className="mt-0.5 block md:hidden">
                  <Expired />
                </span>
              ) : null}
            </Td>
            {withClient ? (
              <Td className="max-w-56 truncate max-md:hidden">
                <Link
                  to="/client-hub/clients/$id/documents"
                  params={{ id: one.clientId }}
                  search={{ folder: one.kind }}
                  className="underline-offset-2 hover:underline"
                >
                  {one.clientName}
                </Link>
              </Td>
            ) : null}
            {withClient ? <Td className="whitespace-nowrap text-muted max-lg:hidden">{KIND_WORD[one.kind]}</Td> : null}
            <Td className="whitespace-nowrap max-md:hidden">
              {one.expiresOn === null ? (
                <span className="text-muted">–</span>
              ) : (
                <span className="flex items-center gap-1.5">
                  {shortDate(one.expiresOn)}
                  {isExpired(one, on) ? <Expired /> : null}
                </span>
              )}
            </Td>
            <Td className="text-muted max-lg:hidden">
              {one.lastOpenedAt ? (
                <>
                  <span className="block max-w-28 truncate">{one.lastOpenedBy}</span>
                  <Ago at={one.lastOpenedAt} className="text-xs" />
                </>
              ) : (
                "Never"
              )}
            </Td>
            <Td className="text-right whitespace-nowrap text-muted max-md:hidden">{size(one.sizeBytes)}</Td>
            <Td className="text-right whitespace-nowrap text-muted">
              <Ago at={one.createdAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const isExpired = ({ expiresOn }: DocumentRow, on: string): boolean => expiresOn !== null && expiresOn < on;

const Expired = () => (
  <Badge tone="bad" icon={Clock}>
    Expired
  </Badge>
);
