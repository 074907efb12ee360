import { useEffect, useState } from "react";
import { countdown } from "../../lib/time/date.ts";

const left = (untilMs: number): number => Math.max(0, Math.ceil((untilMs - Date.now()) / 1000));

/** Time left as `4:05`, every second. Silent for screen readers: a number each second would drown everything else. */
export function Countdown({ untilMs }: { untilMs: number }) {
  const [seconds, setSeconds] = useState(() => left(untilMs));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left(untilMs)), 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return (
    <>
      <span className="tabular-nums" aria-hidden="true">
        {countdown(seconds)}
      </span>
      <span className="sr-only">a few minutes</span>
    </>
  );
}
