import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitle } from "../../lib/title.ts";
import { useNow } from "../../lib/time/now.ts";
import { BackLink } from "../../ui/layout/back-link.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { membersQuery } from "../team/queries.ts";
import { CaseCard } from "./case-card.tsx";
import { boardQuery, type Case, casesQuery, type Column } from "./queries.ts";
import { CASE_WORDS } from "./words.ts";

/** Everybody who is being taken on, by how far they are. Cases move by what happens to them, so nothing is dragged. */
export function OnboardingBoard() {
  useTitle("Onboarding");
  const board = useQuery(boardQuery);
  const isEmpty = board.data?.columns.every(({ count }) => count === 0);
  return (
    <>
      <PageHead title="Onboarding">Clients being taken on, longest in a stage first.</PageHead>
      {board.isPending ? <SkeletonRows count={6} label="Loading the board" /> : null}
      {board.isError ? <Failure error={board.error} what="The board" onRetry={() => void board.refetch()} /> : null}
      {isEmpty ? (
        <Empty title="Nobody is being taken on">
          A client appears here when you add it, or when a prospect signs your proposal.
        </Empty>
      ) : null}
      {board.data && !isEmpty ? <Columns columns={board.data.columns} /> : null}
    </>
  );
}

/** Finished cases are many and need nothing: they are counted, and listed on demand. */
const FINISHED = new Set<Case["status"]>(["approved", "rejected", "closed"]);
const SHOWN = 20;

function Columns({ columns }: { columns: readonly Column[] }) {
  const nowMs = useNow();
  const nameOf = useMemberNames();
  return (
    <div className="grid gap-x-3 gap-y-5 sm:grid-cols-2 md:grid-cols-3 xl:grid-cols-6">
      {columns
        .filter(({ status }) => !FINISHED.has(status))
        .map((column) => (
          <section key={column.status} aria-labelledby={`column-${column.status}`} className="min-w-0">
            <Head column={column} />
            <ul className="space-y-2">
              {column.items.slice(0, SHOWN).map((one) => (
                <li key={one.id}>
                  <CaseCard one={one} nowMs={nowMs} assignee={nameOf(one.assignedTo)} />
                </li>
              ))}
            </ul>
            {column.count > SHOWN ? <All status={column.status} /> : null}
          </section>
        ))}
      <section aria-labelledby="finished" className="min-w-0 sm:col-span-full">
        <h2 id="finished" className="mb-2 text-sm font-semibold">
          Finished
        </h2>
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {columns
            .filter(({ status }) => FINISHED.has(status))
            .map(({ status, count, hasMore }) => (
              <li key={status}>
                <Link
                  to="/client-hub/onboarding"
                  search={{ status }}
                  className="inline-flex min-h-6 items-center gap-1.5 underline underline-offset-2"
                >
                  {CASE_WORDS[status].label}
                  <span className="text-muted tabular-nums">{counted(count, hasMore)}</span>
                </Link>
              </li>
            ))}
        </ul>
      </section>
    </div>
  );
}

const counted = (count: number, hasMore: boolean): string => (hasMore ? `${count}+` : String(count));

function Head({ column: { status, count, hasMore } }: { column: Column }) {
  const { label, icon: Icon } = CASE_WORDS[status];
  return (
    <h2 id={`column-${status}`} className="mb-2 flex items-center gap-1.5 text-sm font-semibold">
      <Icon aria-hidden="true" className="size-4 text-muted" />
      {label}
      <span className="font-normal text-muted tabular-nums">{counted(count, hasMore)}</span>
    </h2>
  );
}

const All = ({ status }: { status: Case["status"] }) => (
  <Link
    to="/client-hub/onboarding"
    search={{ status }}
    className="mt-2 inline-flex min-h-6 items-center text-sm font-medium underline underline-offset-2"
  >
    Show all<span className="sr-only"> of {CASE_WORDS[status].label}</span>
  </Link>
);

/** One stage with all of its cases. */
export function StageList({ status }: { status: Case["status"] }) {
  const { label } = CASE_WORDS[status];
  useTitle(`${label} · Onboarding`);
  const list = useInfiniteQuery(casesQuery(status));
  const nowMs = useNow();
  const nameOf = useMemberNames();
  return (
    <>
      <PageHead title={label} above={<BackLink to="/client-hub/onboarding">Onboarding</BackLink>} />
      <PagedPanel list={list} what="cases" empty={<Empty title="No cases">Nobody is in this stage.</Empty>}>
        {(cases) => (
          <ul className="grid gap-2 p-3 sm:grid-cols-2 lg:grid-cols-3">
            {cases.map((one) => (
              <li key={one.id}>
                <CaseCard one={one} nowMs={nowMs} assignee={nameOf(one.assignedTo)} />
              </li>
            ))}
          </ul>
        )}
      </PagedPanel>
    </>
  );
}

function useMemberNames(): (userId: string | null) => string | undefined {
  const { data = [] } = useQuery(membersQuery);
  return (userId) => data.find((member) => member.userId === userId)?.name;
}
