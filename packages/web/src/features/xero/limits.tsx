import { clockTime } from "../../lib/time/date.ts";
import { Panel } from "../../ui/layout/page.tsx";
import { Countdown } from "../../ui/status/countdown.tsx";
import { Meter } from "../../ui/status/meter.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import type { XeroConnection } from "../integration/queries.ts";

type Details = NonNullable<XeroConnection["details"]>;

/** What is used of Xero's limits, and whether calls go out at all right now. */
export function Limits({ details: { limits, circuit } }: { details: Details }) {
  return (
    <Panel title="Limits" id="limits">
      <div className="space-y-3">
        {circuit.state === "closed" ? null : (
          <Notice kind="warn" title="Xero kept failing, so it is left alone for a while">
            {circuit.state === "open" && circuit.retryAt ? (
              <>
                Tried again in <Countdown untilMs={Date.parse(circuit.retryAt)} />. What is waiting goes out then.
              </>
            ) : (
              "The next call tries it again."
            )}
          </Notice>
        )}
        {limits.heldUntil ? (
          <Notice kind="info" title={`Xero asked us to wait until ${clockTime(limits.heldUntil)}`}>
            What is waiting goes out then.
          </Notice>
        ) : null}
        <Meter label="Calls in the last minute" used={limits.minute.used} limit={limits.minute.limit} />
        {limits.day ? (
          <Meter label="Calls today" used={limits.day.limit - limits.day.remaining} limit={limits.day.limit} />
        ) : (
          <p className="text-muted">Calls today: Xero says how many are left with its next answer.</p>
        )}
        <p className="text-xs text-muted">
          Xero allows each organisation 60 calls a minute, 5 at once, and 1,000 or 5,000 a day. A tenth is kept for what
          you do on these pages.
        </p>
      </div>
    </Panel>
  );
}
