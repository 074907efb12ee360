import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { linkStyle } from "../auth/frame.tsx";
import { useCan } from "../../lib/account/me.ts";
import { deadLettersQuery, totalOf } from "./queries.ts";

/** Whether work of the firm was given up, for those who can do something about it; the way there while that is not known, too. */
export function GivenUpLine() {
  const mayManage = useCan("settings:manage");
  const { data, isError, isFetching, refetch } = useInfiniteQuery({ ...deadLettersQuery, enabled: mayManage });
  if (!mayManage) return null;
  const total = data ? totalOf(data.pages[0]?.queues ?? []) : null;
  const link = (
    <Link to="/client-hub/settings/status/given-up" className={linkStyle}>
      Given up
    </Link>
  );
  if (total === null || total === 0)
    return (
      <p className="mt-3 flex flex-wrap items-center gap-x-2 text-muted">
        <span aria-live="polite">
          {link}: {total === 0 ? "nothing." : isError ? "how much there is could not be read." : "counting …"}
        </span>
        {isError && total === null ? (
          <Button size="sm" look="quiet" busy={isFetching} onClick={() => void refetch()}>
            Count again
          </Button>
        ) : null}
      </p>
    );
  return (
    <Notice
      kind="warn"
      className="mt-4"
      title={`${total.toLocaleString("en-GB")} ${total === 1 ? "piece" : "pieces"} of work given up`}
    >
      See why, and have them tried again: {link}.
    </Notice>
  );
}
