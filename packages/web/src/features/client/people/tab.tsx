import { useInfiniteQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastError, toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { SourceBadge } from "../../company/source-badge.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { PeopleTable } from "./table.tsx";
import { clientQuery, peopleQuery } from "../queries.ts";

/** Officers and owners of the client, with where they come from and how old that is. */
export function PeopleTab({ id }: { id: string }) {
  const cache = useQueryClient();
  const { data: client } = useSuspenseQuery(clientQuery(id));
  const list = useInfiniteQuery(peopleQuery(id));
  const mayWrite = useCan("client:write") && client.status !== "archived";
  const [busy, setBusy] = useState(false);
  const last = list.data?.pages.at(-1);
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = async () => {
    setBusy(true);
    try {
      await api("POST /api/clients/{id}/people/refresh", { params: { id } });
      await cache.invalidateQueries({ queryKey: ["client", id] });
      toastSuccess("People are up to date with Companies House");
    } catch (error) {
      toastError("People were not refreshed", { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {last?.fetchedAt ? (
          <SourceBadge source="register" at={last.fetchedAt} />
        ) : (
          <span className="text-muted">
            {client.companyNumber ? "Not read from Companies House yet" : "Typed by hand"}
          </span>
        )}
        {mayWrite && client.companyNumber ? (
          <Button
            size="sm"
            busy={busy}
            icon={<RotateCw aria-hidden="true" className="size-3.5" />}
            onClick={() => void refresh()}
          >
            Refresh from Companies House
          </Button>
        ) : null}
      </div>
      {last && !last.complete ? (
        <Notice>Not everybody on the register is saved yet. Refresh to complete the list.</Notice>
      ) : null}
      {list.isPending ? <SkeletonRows label="Loading people" /> : null}
      {list.isError ? <Failure error={list.error} what="The people" onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess ? (
        <PeopleTable
          people={people}
          empty={
            client.companyNumber
              ? "The register names no officers and no people with significant control."
              : "Nobody was added by hand."
          }
        />
      ) : null}
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more people
        </Button>
      ) : null}
    </div>
  );
}
