import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ScanFace } from "lucide-react";
import { waitingQuery } from "../queries.ts";

/** The way to the queue, with how many wait there. */
export function ComplianceLink({ className }: { className: string }) {
  const { data } = useQuery(waitingQuery);
  const waiting = data?.waiting ?? 0;
  return (
    <Link to="/client-hub/compliance" activeOptions={{ includeSearch: false }} className={className}>
      <ScanFace aria-hidden="true" className="size-4" />
      Compliance
      {waiting > 0 ? (
        <span className="ml-auto rounded-sm bg-warn-soft px-1.5 text-xs font-medium text-warn tabular-nums">
          {waiting >= 100 ? "99+" : waiting}
          <span className="sr-only"> waiting for a decision</span>
        </span>
      ) : null}
    </Link>
  );
}
