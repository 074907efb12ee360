import { Download } from "lucide-react";
import { downloadText } from "../../../lib/download.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import type { Review } from "../queries.ts";

/** Owners declared against the register, with the drafted report of regulation 30A; nothing when they agree. */
export function Discrepancies({ review }: { review: Review }) {
  const { discrepancies, discrepancyReport } = review;
  if (discrepancyReport === null) return null;
  return (
    <Panel
      title="Owners differ from the register"
      id="discrepancies"
      actions={
        <Button
          size="sm"
          icon={<Download aria-hidden="true" className="size-3.5" />}
          onClick={() => downloadText("discrepancy-report.txt", discrepancyReport, "text/plain")}
        >
          Draft report
        </Button>
      }
    >
      <ul className="space-y-2">
        {discrepancies.map(({ kind, person, declared, register, reason }) => (
          <li key={`${kind} ${person}`}>
            <p className="font-medium">{person}</p>
            <p>{reason}</p>
            <p className="text-xs text-muted">
              Declared: {declared ?? "not declared"}. Register: {register ?? "no entry"}.
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-xs text-muted">
        A material discrepancy has to be reported to Companies House (Money Laundering Regulations 2017, regulation
        30A). You judge whether it is one.
      </p>
    </Panel>
  );
}
