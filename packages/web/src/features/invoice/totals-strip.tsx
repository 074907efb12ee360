import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../lib/request/api.ts";
import { formatPence } from "../../lib/money.ts";

const totalsQuery = {
  queryKey: ["invoices", "totals"],
  queryFn: ({ signal }: { signal: AbortSignal }) => api("GET /api/invoices/totals", { signal }),
};

const many = (count: number): string => `${count.toLocaleString("en-GB")} ${count === 1 ? "invoice" : "invoices"}`;

/** What the firm is owed. Quiet when it cannot be known: the list below says what failed. */
export function InvoiceTotals() {
  const totals = useQuery(totalsQuery);
  const { outstanding, overdue } = totals.data ?? {};
  return (
    <dl className="mb-3 flex flex-wrap gap-x-8 gap-y-2" aria-busy={totals.isPending || undefined}>
      <div>
        <dt className="text-xs text-muted">Outstanding</dt>
        <dd>
          <span className="text-lg font-semibold tabular-nums">
            {outstanding ? formatPence(outstanding.pence) : "–"}
          </span>{" "}
          <span className="text-muted">{outstanding ? `on ${many(outstanding.count)}` : ""}</span>
        </dd>
      </div>
      <div>
        <dt className="text-xs text-muted">Overdue</dt>
        <dd>
          <span
            className={
              overdue && overdue.count > 0
                ? "text-lg font-semibold text-bad tabular-nums"
                : "text-lg font-semibold tabular-nums"
            }
          >
            {overdue ? formatPence(overdue.pence) : "–"}
          </span>{" "}
          {overdue && overdue.count > 0 ? (
            <Link
              to="/client-hub/invoices"
              search={{ status: "overdue" }}
              className="text-accent-ink underline-offset-2 hover:underline"
            >
              on {many(overdue.count)}
            </Link>
          ) : (
            <span className="text-muted">{overdue ? "on no invoice" : ""}</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
