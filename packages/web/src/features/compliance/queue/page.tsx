import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitle } from "../../../lib/title.ts";
import { Button, buttonStyle } from "../../../ui/button.tsx";
import { Select } from "../../../ui/form/input.tsx";
import { PageHead } from "../../../ui/layout/page.tsx";
import { PagedPanel } from "../../../ui/layout/paged-panel.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import {
  type QueueFilter,
  type QueueStatus,
  reviewsQuery,
  type Sort,
  SORTS,
  STATUSES,
  waitingQuery,
} from "../queries.ts";
import { QueueTable } from "./table.tsx";
import { RiskFilter } from "./risk-filter.tsx";
import { UpcomingPurges } from "./upcoming.tsx";
import { RISK_WORDS, SORT_WORDS, STATUS_WORDS } from "../words.ts";

/** Who waits for a decision, by age or by risk; order and filter live in the address. */
export function QueuePage({ onFilter, ...filter }: QueueFilter & { onFilter: (filter: QueueFilter) => void }) {
  useTitle("Compliance");
  const { status, risk, sort } = filter;
  const shown = status ?? "pending_approval";
  const list = useInfiniteQuery({ ...reviewsQuery(filter), placeholderData: keepPreviousData });
  return (
    <>
      <PageHead
        title="Compliance"
        actions={
          <Link to="/client-hub/compliance/events" className={buttonStyle()}>
            Events of LEM Verify
          </Link>
        }
      >
        Identity checks that need somebody of the firm.
      </PageHead>
      <search className="mb-3 flex flex-wrap items-center gap-2">
        <Select
          aria-label="Status"
          className="w-auto!"
          value={shown}
          onChange={({ target }) => onFilter({ ...filter, status: target.value as QueueStatus })}
        >
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {STATUS_WORDS[one].label}
            </option>
          ))}
        </Select>
        <Select
          aria-label="Order"
          className="w-auto!"
          value={sort ?? "age"}
          onChange={({ target }) => onFilter({ ...filter, sort: target.value as Sort })}
        >
          {SORTS.map((one) => (
            <option key={one} value={one}>
              {SORT_WORDS[one]}
            </option>
          ))}
        </Select>
        <RiskFilter status={shown} risk={risk} onRisk={(next) => onFilter({ ...filter, risk: next })} />
      </search>
      {shown === "pending_approval" ? (
        <SecondApprovals onShow={() => onFilter({ ...filter, status: "pending_second_approval" })} />
      ) : null}
      <PagedPanel
        list={list}
        what="cases"
        empty={
          risk ? (
            <Empty
              title={`No case of ${RISK_WORDS[risk].label.toLowerCase()} here`}
              action={<Button onClick={() => onFilter({ ...filter, risk: undefined })}>Show any risk</Button>}
            />
          ) : shown === "pending_approval" ? (
            <Empty title="No decisions waiting">
              A case appears here when an identity check is not clean, when a client's own answers ask for a person, and
              when monitoring reports something new.
            </Empty>
          ) : (
            <Empty title={`Nothing here: ${STATUS_WORDS[shown].label.toLowerCase()}`} />
          )
        }
      >
        {(reviews) => <QueueTable reviews={reviews} />}
      </PagedPanel>
      <UpcomingPurges />
    </>
  );
}

/** What is proposed waits in a list of its own: whoever looks here is told, and is one press away. */
function SecondApprovals({ onShow }: { onShow: () => void }) {
  const count = useQuery(waitingQuery).data?.secondApproval ?? 0;
  if (count === 0) return null;
  return (
    <Notice
      className="mb-3"
      title={count === 1 ? "1 case waits for a second approval" : `${count} cases wait for a second approval`}
      action={<Button onClick={onShow}>Show</Button>}
    />
  );
}
