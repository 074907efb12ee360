import { SOURCE_WORDS } from "@practice-hub/core/review/schema";
import { Check, Minus, TriangleAlert } from "lucide-react";
import { Table, Td, Th } from "../../ui/layout/table.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import type { Review } from "./queries.ts";
import { FACT_WORDS, VERDICT_WORDS } from "./words.ts";

const ICONS = { agree: Check, differs: TriangleAlert, missing: Minus };

/** Who says what: for each fact its five sources, and of each whether it agrees with the basis and by which rule. */
export function Matrix({ matrix }: { matrix: Review["matrix"] }) {
  return (
    <Table label="What the sources say">
      <thead>
        <tr>
          <Th>Source</Th>
          <Th>Says</Th>
          <Th>Agreement</Th>
        </tr>
      </thead>
      {matrix.map(({ fact, verdict, cells }) => (
        <tbody key={fact} className="border-b border-line align-top last:border-0">
          <tr className="bg-sunken">
            <th scope="rowgroup" colSpan={2} className="px-4 py-1.5 font-medium">
              {FACT_WORDS[fact]}
            </th>
            <td className="px-3 py-1.5">
              <Verdict verdict={verdict} />
            </td>
          </tr>
          {cells.map((cell) => (
            <tr key={cell.source}>
              <th scope="row" className="px-3 py-1.5 pl-4 font-normal text-muted">
                {SOURCE_WORDS[cell.source]}
              </th>
              <Td className="break-words">{cell.value ?? "–"}</Td>
              <Td>
                {cell.basis ? <Badge tone="accent">Basis</Badge> : <Verdict verdict={cell.verdict} />}
                <span className="block text-xs text-muted">{cell.reason}</span>
              </Td>
            </tr>
          ))}
        </tbody>
      ))}
    </Table>
  );
}

const Verdict = ({ verdict }: { verdict: Review["matrix"][number]["verdict"] }) => (
  <Badge tone={VERDICT_WORDS[verdict].tone} icon={ICONS[verdict]}>
    {VERDICT_WORDS[verdict].label}
  </Badge>
);
