import { useQuery } from "@tanstack/react-query";
import { Button } from "../../../ui/button.tsx";
import { countsQuery, type QueueStatus, type Risk, RISKS } from "../queries.ts";
import { RISK_WORDS } from "../words.ts";

interface Props {
  status: QueueStatus;
  risk: Risk | undefined;
  onRisk: (risk: Risk | undefined) => void;
}

/** Which risk is shown, each with how many there are; without the numbers while they are not known. */
export function RiskFilter({ status, risk, onRisk }: Props) {
  const { data } = useQuery(countsQuery(status));
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Risk</legend>
      {([undefined, ...RISKS] as const).map((one) => {
        const counted = one === undefined ? undefined : data?.[one];
        return (
          <Button
            key={one ?? "any"}
            size="sm"
            look={one === risk ? "secondary" : "quiet"}
            aria-pressed={one === risk}
            onClick={() => onRisk(one)}
          >
            {one === undefined ? "Any risk" : RISK_WORDS[one].label}
            {counted ? (
              <span className="text-muted tabular-nums">
                {counted.count}
                {counted.hasMore ? "+" : ""}
              </span>
            ) : null}
          </Button>
        );
      })}
    </fieldset>
  );
}
