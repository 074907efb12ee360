import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { type DocumentFilter, documentsQuery } from "./queries.ts";
import { DocumentDrawer } from "./record/drawer.tsx";
import { DocumentTable } from "./table.tsx";

/** A list of documents in every state, with the record of the one that is opened. */
export function DocumentList({
  filter,
  empty,
  withClient = false,
}: {
  filter: DocumentFilter;
  empty: { title: string; words: ReactNode };
  withClient?: boolean;
}) {
  const [open, setOpen] = useState<string | null>(null);
  const list = useInfiniteQuery({ ...documentsQuery(filter), placeholderData: keepPreviousData });
  const documents = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={list.isPlaceholderData ? "opacity-60" : undefined}>
      <output className="block sr-only">
        {list.isSuccess && !list.isPlaceholderData
          ? `${documents.length}${list.hasNextPage ? " or more" : ""} documents`
          : ""}
      </output>
      {list.isPending ? <SkeletonRows label="Loading documents" /> : null}
      {list.isError ? <Failure error={list.error} what="The documents" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && documents.length === 0 && !list.hasNextPage ? (
        <Empty title={empty.title}>{empty.words}</Empty>
      ) : null}
      {documents.length > 0 ? (
        <DocumentTable documents={documents} withClient={withClient} onOpen={({ id }) => setOpen(id)} />
      ) : null}
      {list.hasNextPage ? (
        <div className="border-t border-line p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more documents
          </Button>
        </div>
      ) : null}
      {open ? <DocumentDrawer id={open} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
