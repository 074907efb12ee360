import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../../../lib/shortcut.ts";
import { toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { ConflictCard } from "./card.tsx";
import { conflictsQuery, type Side, type XeroConflict } from "./queries.ts";

/** Choices by conflict and its generation: of a newer state of the record, none was made. */
type Choices = Readonly<Record<string, Readonly<Record<string, Side>>>>;
const keyOf = ({ id, generation }: XeroConflict): string => `${id}.${generation}`;

interface Mark {
  id: string;
  field: string;
}

/** Records that were changed here and in Xero: a person says, field by field, what is right. */
export function ConflictsPage() {
  const list = useInfiniteQuery(conflictsQuery);
  const conflicts = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [choices, setChoices] = useState<Choices>({});
  const [mark, setMark] = useState<Mark | null>(null);
  const decidedHere = useVanished(conflicts, list.isSuccess);
  const all = conflicts.flatMap(({ id, fields }) => fields.map(({ field }): Mark => ({ id, field })));
  const at = mark ? all.findIndex(({ id, field }) => id === mark.id && field === mark.field) : -1;
  const choose = (conflict: XeroConflict, field: string, side: Side) =>
    setChoices((before) => ({ ...before, [keyOf(conflict)]: { ...before[keyOf(conflict)], [field]: side } }));
  const move = (step: number) => {
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (!next) return;
    setMark(next);
    document.querySelector<HTMLInputElement>(`[data-field="${next.id}.${next.field}"] input:checked`)?.focus();
  };
  const press = (side: Side) => {
    const [{ id, field } = { id: "", field: "" }] = at < 0 ? all : [all[at]];
    const conflict = conflicts.find((one) => one.id === id);
    if (!conflict) return;
    choose(conflict, field, side);
    if (at < 0) setMark({ id, field });
    else move(1);
  };
  useShortcuts([
    { keys: "1", label: "Ours is right", run: () => press("ours") },
    { keys: "2", label: "Xero’s is right", run: () => press("theirs") },
    { keys: "j", label: "Next field", run: () => move(1) },
    { keys: "k", label: "Previous field", run: () => move(-1) },
  ]);
  return (
    <>
      <output className="block sr-only">
        {list.isPending ? "" : `${conflicts.length}${list.hasNextPage ? " or more" : ""} conflicts`}
      </output>
      {list.isPending ? (
        <Panel flush>
          <SkeletonRows count={4} label="Loading conflicts" />
        </Panel>
      ) : null}
      {list.isError && conflicts.length === 0 ? (
        <Panel flush>
          <Failure error={list.error} what="The conflicts" onRetry={() => void list.refetch()} />
        </Panel>
      ) : null}
      {list.isSuccess && conflicts.length === 0 ? <Nothing checkedAt={list.data.pages[0]?.checkedAt ?? null} /> : null}
      {conflicts.length > 0 ? (
        <p className="mb-3 max-w-3xl text-muted">
          These were changed here and in Xero since both last agreed. Nothing of them is sent or taken until you say
          which is right. Client details are ours unless you choose otherwise; what is on an approved invoice is Xero’s.
        </p>
      ) : null}
      <div className="space-y-4">
        {conflicts.map((conflict) => (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            choices={choices[keyOf(conflict)] ?? {}}
            marked={mark?.id === conflict.id ? mark.field : undefined}
            onChoose={(field, side) => choose(conflict, field, side)}
            onMark={(field) => setMark({ id: conflict.id, field })}
            onDecided={() => decidedHere(conflict.id)}
          />
        ))}
      </div>
      {list.hasNextPage ? (
        <div className="p-2 text-center">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more conflicts
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Nothing({ checkedAt }: { checkedAt: string | null }) {
  return (
    <Panel flush>
      <Empty title="No conflicts">
        {checkedAt ? (
          <>
            Nothing was changed on both sides. Xero was last asked for changes <Ago at={checkedAt} />.
          </>
        ) : (
          "When the same field of a client or an invoice is changed here and in Xero, you decide here which is right."
        )}
      </Empty>
    </Panel>
  );
}

/** Says it when a conflict goes that was not decided here: somebody else did, or both sides agree again. */
function useVanished(conflicts: readonly XeroConflict[], known: boolean): (id: string) => void {
  const before = useRef(new Map<string, string>());
  const decided = useRef(new Set<string>());
  useEffect(() => {
    if (!known) return;
    const now = new Map(conflicts.map(({ id, label }) => [id, label]));
    for (const [id, label] of before.current)
      if (!now.has(id) && !decided.current.has(id))
        toastSuccess(`${label} is no conflict any more`, {
          description: "Somebody else decided it, or both sides agree again.",
        });
    before.current = now;
  });
  return (id) => void decided.current.add(id);
}
