import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Notice } from "../../ui/status/notice.tsx";
import { linkStyle } from "../auth/frame.tsx";
import { useCan } from "../shell/me.ts";
import { deadLettersQuery, totalOf } from "./queries.ts";

/** Whether work of the firm was given up, for those who can do something about it. */
export function GivenUpLine() {
  const mayManage = useCan("settings:manage");
  const { data } = useInfiniteQuery({ ...deadLettersQuery, enabled: mayManage });
  const total = totalOf(data?.pages[0]?.queues ?? []);
  if (!mayManage || !data) return null;
  const link = (
    <Link to="/client-hub/settings/status/given-up" className={linkStyle}>
      Given up
    </Link>
  );
  if (total === 0) return <p className="mt-3 text-muted">{link}: nothing.</p>;
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
