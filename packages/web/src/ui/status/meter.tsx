/** How much of a limit is used, as a number and a bar. */
export function Meter({ label, used, limit }: { label: string; used: number; limit: number }) {
  const id = `meter-${label.replaceAll(/\W+/g, "-")}`;
  const full = limit > 0 && used / limit > 0.8;
  return (
    <div>
      <div className="flex justify-between gap-3">
        <span id={id}>{label}</span>
        <span className="text-muted tabular-nums">
          {used.toLocaleString("en-GB")} of {limit.toLocaleString("en-GB")}
        </span>
      </div>
      <meter aria-labelledby={id} min={0} max={limit} value={used} className="sr-only" />
      <div aria-hidden="true" className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className={full ? "h-full bg-warn" : "h-full bg-accent"}
          style={{ width: `${limit > 0 ? Math.min(100, (used / limit) * 100) : 0}%` }}
        />
      </div>
    </div>
  );
}
