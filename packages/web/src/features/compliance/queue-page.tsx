import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/form/input.tsx";
import { PageHead } from "../../ui/layout/page.tsx";
import { PagedPanel } from "../../ui/layout/paged-panel.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { type QueueFilter, type QueueStatus, type Risk, reviewsQuery, RISKS, STATUSES } from "./queries.ts";
import { QueueTable } from "./queue-table.tsx";
import { RISK_WORDS, STATUS_WORDS } from "./words.ts";

/** Who waits for a decision, the longest waiting first; the filter lives in the address. */
export function QueuePage({ status, risk, onFilter }: QueueFilter & { onFilter: (filter: QueueFilter) => void }) {
  useTitle("Compliance");
  const shown = status ?? "pending_approval";
  const list = useInfiniteQuery({ ...reviewsQuery({ status, risk }), placeholderData: keepPreviousData });
  return (
    <>
      <PageHead title="Compliance">Identity checks that need somebody of the firm, the longest waiting first.</PageHead>
      <search className="mb-3 flex flex-wrap gap-2">
        <Select
          aria-label="Status"
          className="w-auto!"
          value={shown}
          onChange={({ target }) => onFilter({ status: target.value as QueueStatus, risk })}
        >
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {STATUS_WORDS[one].label}
            </option>
          ))}
        </Select>
        <Select
          aria-label="Risk"
          className="w-auto!"
          value={risk ?? ""}
          onChange={({ target }) => onFilter({ status, risk: (target.value || undefined) as Risk | undefined })}
        >
          <option value="">Any risk</option>
          {RISKS.map((one) => (
            <option key={one} value={one}>
              {RISK_WORDS[one].label}
            </option>
          ))}
        </Select>
      </search>
      <PagedPanel
        list={list}
        what="cases"
        empty={
          risk ? (
            <Empty
              title={`No case of ${RISK_WORDS[risk].label.toLowerCase()} here`}
              action={<Button onClick={() => onFilter({ status })}>Show any risk</Button>}
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
    </>
  );
}
