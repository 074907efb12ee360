import { useState } from "react";
import { exactTime, relativeTime } from "../../lib/time/date.ts";
import { useNow } from "../../lib/time/now.ts";
import { Hint } from "../overlay/hint.tsx";

/** How long ago, in words; the exact moment (Europe/London) on hover and on focus. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const [exact] = useState(() => exactTime(at));
  return (
    <Hint text={exact}>
      <time dateTime={at} className={className}>
        {relativeTime(at, now)}
      </time>
    </Hint>
  );
}
