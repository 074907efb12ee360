import { SOURCE_WORDS, SOURCES } from "@practice-hub/core/review/schema";
import { Check, Minus, TriangleAlert } from "lucide-react";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import type { Review } from "./queries.ts";
import { FACT_WORDS, VERDICT_WORDS } from "./words.ts";

const ICONS = { agree: Check, differs: TriangleAlert, missing: Minus };

/** Who says what: facts in rows, the five sources in columns, and in each cell whether it agrees and by which rule. */
export function Matrix({ matrix }: { matrix: Review["matrix"] }) {
  return (
    <Table label="What the sources say">
      <thead>
        <tr>
          <Th>Fact</Th>
          {SOURCES.map((source) => (
            <Th key={source}>{SOURCE_WORDS[source]}</Th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line align-top">
        {matrix.map(({ fact, cells }) => (
          <tr key={fact}>
            <th scope="row" className="px-3 py-2 pl-4 font-medium whitespace-nowrap">
              {FACT_WORDS[fact]}
            </th>
            {cells.map(({ source, value, verdict, reason, basis }) => (
              <Td key={source} className="min-w-36">
                {value === null ? null : <span className="block break-words">{value}</span>}
                <Badge tone={VERDICT_WORDS[verdict].tone} icon={ICONS[verdict]}>
                  {basis ? "Basis" : VERDICT_WORDS[verdict].label}
                </Badge>
                <span className="block text-xs text-muted">{basis ? "The others are compared with it." : reason}</span>
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
