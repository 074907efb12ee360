/** A bar that fills, with its words. `part` is 0 to 1; null while nobody knows yet. */
export function ProgressBar({ label, part, words }: { label: string; part: number | null; words: string }) {
  const percent = part === null ? null : Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{label}</span>
        <span className="text-muted tabular-nums">{words}</span>
      </div>
      <progress
        className="sr-only"
        aria-label={label}
        aria-valuetext={words}
        {...(percent === null ? {} : { max: 100, value: percent })}
      />
      <div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-sunken">
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-300 motion-reduce:transition-none"
          style={{ width: `${percent ?? 3}%` }}
        />
      </div>
    </div>
  );
}
