import { clsx } from "clsx";

/** One grey bar. Shows only once loading has taken 150 ms (class `late`). */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={clsx("late block h-3.5 rounded-sm bg-hover", className)} />;
}

/** Rows of a list that is being read. */
export function SkeletonRows({ count = 6, label }: { count?: number; label: string }) {
  const widths = ["w-2/5", "w-1/3", "w-1/2", "w-1/4"];
  return (
    <output aria-label={label} className="block divide-y divide-line">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-10 items-center gap-6 px-3">
          <Skeleton className={widths[index % widths.length]} />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </output>
  );
}
