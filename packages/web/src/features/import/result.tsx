import { Link } from "@tanstack/react-router";
import { buttonStyle } from "../../ui/button.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { DownloadProblems } from "./download-problems.tsx";
import type { ShowProps } from "./show.ts";
import type { Import } from "./queries.ts";
import { Rows } from "./rows.tsx";
import { count } from "./words.ts";

/** What an import came to. */
export function Result({ one, ...shown }: { one: Import } & ShowProps) {
  const { status, made, failed, found, progress } = one;
  const left = found.ready + found.error + found.duplicate + found.alike - made;
  const stopped = status === "cancelled";
  return (
    <div className="space-y-4">
      <Notice
        kind={stopped || failed > 0 ? "warn" : "good"}
        live
        title={stopped ? "This import was cancelled" : `${count(made, "client")} imported`}
        action={
          made > 0 ? (
            <Link to="/client-hub/clients" className={buttonStyle({ size: "sm" })}>
              Show clients
            </Link>
          ) : undefined
        }
      >
        {stopped
          ? made > 0
            ? `${count(made, "client")} of ${progress.total.toLocaleString("en-GB")} had been imported and stay.`
            : "Nothing was imported."
          : left > 0
            ? `${count(left, "row")} ${left === 1 ? "was" : "were"} left out.`
            : "Every row of the file became a client."}
        {failed > 0 ? ` ${count(failed, "row")} could not be imported although the check had found nothing.` : ""}
      </Notice>
      <div className="empty:hidden">
        <DownloadProblems one={one} />
      </div>
      {found.ready + found.error + found.duplicate + found.alike > 0 ? <Rows one={one} {...shown} /> : null}
    </div>
  );
}
