import { clockTime, longDate } from "../../../lib/time/date.ts";
import { hasCode } from "../../../lib/request/problem.ts";
import { Button } from "../../../ui/button.tsx";
import { Countdown } from "../../../ui/status/countdown.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { AUTHORIZE } from "../../integration/queries.ts";
import { useCan } from "../../../lib/account/me.ts";
import { ConnectLink } from "../../integration/connect-link.tsx";

const SOON_S = 10 * 60;

/** Why nothing can be read from Xero right now, and what to do about it. `failedAtMs` is when it was refused. */
export function BankTrouble({ error, failedAtMs, onRetry }: { error: Error; failedAtMs: number; onRetry: () => void }) {
  const mayManage = useCan("settings:manage");
  if (hasCode(error, "xero.not-connected"))
    return (
      <Empty
        title="Xero is not connected"
        action={mayManage ? <ConnectLink href={AUTHORIZE}>Connect to Xero</ConnectLink> : null}
      >
        Bank transactions are read from Xero when you look at them. Nothing of them is kept here.
      </Empty>
    );
  if (!hasCode(error, "xero.busy")) return <Failure error={error} what="The bank transactions" onRetry={onRetry} />;
  const { retryAfterS } = error.failure;
  const untilMs = failedAtMs + (retryAfterS ?? 60) * 1000;
  const isDay = retryAfterS !== undefined && retryAfterS > SOON_S;
  return (
    <Notice
      kind="warn"
      live
      className="m-3"
      title={isDay ? "Xero's calls for today are used up" : "Xero's limit is used up for the moment"}
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {isDay ? (
        `Xero allows more from ${moment(new Date(untilMs).toISOString())}. Nothing is lost: what waits to be sent goes out then.`
      ) : (
        <>
          Xero allows more calls in <Countdown untilMs={untilMs} />.
        </>
      )}
    </Notice>
  );
}

/** → `15:00`, with its day when that is not today. */
const moment = (at: string): string =>
  longDate(at) === longDate(new Date().toISOString()) ? clockTime(at) : `${longDate(at)}, ${clockTime(at)}`;
