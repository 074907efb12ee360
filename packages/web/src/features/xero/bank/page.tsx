import { useInfiniteQuery } from "@tanstack/react-query";
import { longDate } from "../../../lib/time/date.ts";
import { PagedPanel } from "../../../ui/layout/paged-panel.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { bankQuery, type Range } from "./queries.ts";
import { RangeForm } from "./range-form.tsx";
import { BankTable } from "./table.tsx";
import { BankTrouble } from "./trouble.tsx";

/** What went in and out of the firm's bank accounts in Xero. Read when looked at, changed only in Xero. */
export function BankPage({ range, onRange }: { range: Range; onRange: (range: Range) => void }) {
  const list = useInfiniteQuery(bankQuery(range));
  return (
    <>
      <RangeForm key={`${range.from} ${range.to}`} range={range} onRange={onRange} />
      {list.isError && !list.data ? (
        <Panel flush>
          <BankTrouble error={list.error} failedAtMs={list.errorUpdatedAt} onRetry={() => void list.refetch()} />
        </Panel>
      ) : (
        <PagedPanel
          list={{ ...list, isError: false }}
          what="bank transactions"
          empty={
            <Empty title="No bank transactions">
              Xero has none between {longDate(range.from)} and {longDate(range.to)}.
            </Empty>
          }
        >
          {(transactions) => (
            <>
              <BankTable transactions={transactions} />
              {list.isError ? (
                <BankTrouble
                  error={list.error}
                  failedAtMs={list.errorUpdatedAt}
                  onRetry={() => void list.fetchNextPage()}
                />
              ) : null}
            </>
          )}
        </PagedPanel>
      )}
    </>
  );
}
