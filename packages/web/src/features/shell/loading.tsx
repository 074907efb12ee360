import { Skeleton } from "../../ui/status/skeleton.tsx";

/** The shape of a page while its code and data are on their way. */
export function Loading() {
  return (
    <output aria-label="Loading the page" className="block space-y-4 p-6">
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-40 w-full max-w-3xl" />
    </output>
  );
}
