import { Link } from "@tanstack/react-router";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import type { ReviewRow } from "../queries.ts";
import { RISK_WORDS } from "../words.ts";

/** Cases in rows; the client's name opens the case. */
export function QueueTable({ reviews }: { reviews: readonly ReviewRow[] }) {
  return (
    <Table label="Cases">
      <thead>
        <tr>
          <Th>Client</Th>
          <Th>Risk</Th>
          <Th className="max-md:hidden">Why</Th>
          <Th>Since</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {reviews.map(({ clientId, clientName, risk, flags, since }) => (
          <tr key={clientId} className="hover:bg-hover">
            <Td className="max-w-60 max-md:max-w-32">
              <Link
                to="/client-hub/compliance/$clientId"
                params={{ clientId }}
                className="block truncate font-medium underline-offset-2 hover:underline"
              >
                {clientName}
              </Link>
              <span className="block truncate text-xs text-muted md:hidden">{flags.join(", ")}</span>
            </Td>
            <Td className="whitespace-nowrap">
              <Badge tone={RISK_WORDS[risk.level].tone}>{RISK_WORDS[risk.level].label}</Badge>
              {risk.rated ? null : <span className="block text-xs text-muted">suggested</span>}
            </Td>
            <Td className="max-md:hidden">{flags.join(", ")}</Td>
            <Td className="whitespace-nowrap text-muted">
              <Ago at={since} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
