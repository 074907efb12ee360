import { NOT_HELD, SOURCE_WORDS } from "@practice-hub/core/review/schema";
import { Check, Minus, TriangleAlert } from "lucide-react";
import { longDate } from "../../../lib/time/date.ts";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Badge } from "../../../ui/status/badge.tsx";
import type { Review } from "../queries.ts";
import { FACT_WORDS, VERDICT_WORDS } from "../words.ts";

const ICONS = { agree: Check, differs: TriangleAlert, missing: Minus };

/**
 * Who says what: for each fact the sources that speak of it, and of each whether it agrees with the basis and by which rule.
 * Those that could and say nothing stand in one line, each with its reason: they are not what is looked for.
 */
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
          {cells.filter(speaks).map((cell) => (
            <tr key={cell.source}>
              <th scope="row" className="px-3 py-1.5 pl-4 font-normal text-muted">
                {SOURCE_WORDS[cell.source]}
              </th>
              <Td className="break-words">{shown(cell.value)}</Td>
              <Td>
                {cell.basis ? <Badge tone="accent">Basis</Badge> : <Verdict verdict={cell.verdict} />}
                <span className="block text-xs text-muted">{cell.reason}</span>
              </Td>
            </tr>
          ))}
          <Silent cells={cells.filter((cell) => !speaks(cell) && cell.reason !== NOT_HELD)} />
        </tbody>
      ))}
    </Table>
  );
}

type Cell = Review["matrix"][number]["cells"][number];

const speaks = ({ value }: Cell): boolean => value !== null;

/** Days come as they are compared. */
const shown = (value: string | null): string =>
  value !== null && /^\d{4}-\d\d-\d\d$/.test(value) ? longDate(value) : (value ?? "–");

function Silent({ cells }: { cells: readonly Cell[] }) {
  if (cells.length === 0) return null;
  return (
    <tr>
      <th scope="row" className="px-3 pt-0.5 pb-2 pl-4 font-normal text-muted">
        No word from
      </th>
      <td colSpan={2} className="px-3 pt-0.5 pb-2 text-xs text-muted">
        {cells.map(({ source, reason }) => `${SOURCE_WORDS[source]}: ${reason}`).join(" ")}
      </td>
    </tr>
  );
}

const Verdict = ({ verdict }: { verdict: Review["matrix"][number]["verdict"] }) => (
  <Badge tone={VERDICT_WORDS[verdict].tone} icon={ICONS[verdict]}>
    {VERDICT_WORDS[verdict].label}
  </Badge>
);
