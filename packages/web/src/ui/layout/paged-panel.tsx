import type { ReactNode } from "react";
import { Button } from "../button.tsx";
import { Failure } from "../status/failure.tsx";
import { SkeletonRows } from "../status/skeleton.tsx";
import { Panel } from "./page.tsx";

/** As much of an infinite query as a list needs. */
export interface Paged<Item> {
  data: { pages: { items: Item[] }[] } | undefined;
  error: Error | null;
  isPending: boolean;
  isError: boolean;
  isSuccess: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** A list in a panel with its four states: loading, failing, empty, full; and the way to its next page. */
export function PagedPanel<Item>({
  list,
  what,
  title,
  id,
  actions,
  empty,
  children,
}: {
  list: Paged<Item>;
  /** `proposals`. */
  what: string;
  title?: string;
  id?: string;
  /** Beside the title, when there is something. */
  actions?: ReactNode;
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}) {
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <output className="block sr-only">
        {list.isPlaceholderData || list.isPending ? "" : `${items.length}${list.hasNextPage ? " or more" : ""} ${what}`}
      </output>
      <Panel
        flush
        {...(title ? { title } : {})}
        {...(id ? { id } : {})}
        actions={items.length > 0 ? actions : null}
        className={list.isPlaceholderData ? "opacity-60" : undefined}
      >
        {list.isPending ? <SkeletonRows label={`Loading ${what}`} /> : null}
        {list.isError ? <Failure error={list.error} what={`The ${what}`} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && items.length === 0 ? empty : null}
        {items.length > 0 ? children(items) : null}
        {list.hasNextPage ? (
          <div className="border-t border-line p-2 text-center">
            <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more {what}
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}
