import { useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type FormEvent, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { toastError, toastSuccess } from "../../../lib/toast.ts";
import { Button } from "../../../ui/button.tsx";
import { useCan } from "../../../lib/account/me.ts";
import { refreshSync } from "../../sync/queries.ts";
import { type Choice, decisionOf, proposed } from "./choice.ts";
import { ContactSearch } from "./contact-search.tsx";
import { type MatchRow, matchCountsQuery, matchPages } from "./query.ts";
import { ClientRow } from "./row.tsx";
import { clientsOf } from "./words.ts";

/** The clients of a page, what is proposed or chosen for each, and one button that keeps it. */
export function MatchList({ rows, stale }: { rows: MatchRow[]; stale: boolean }) {
  const mayManage = useCan("settings:manage");
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [searching, setSearching] = useState<MatchRow | null>(null);
  const { save, busy, refused } = useSave(() => setChosen(new Map()));
  const choiceOf = (row: MatchRow): Choice => chosen.get(row.clientId) ?? proposed(row);
  const choose = (row: MatchRow, choice: Choice) => setChosen(new Map(chosen).set(row.clientId, choice));
  const decisions = rows.flatMap((row) => decisionOf(row, choiceOf(row)) ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && decisions.length > 0) void save(decisions);
  };
  return (
    <form onSubmit={submit} className={clsx(stale && "opacity-60")}>
      <fieldset disabled={!mayManage} className="min-w-0">
        <legend className="sr-only">Which contact each client is</legend>
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <ClientRow
              key={row.clientId}
              row={row}
              choice={choiceOf(row)}
              refused={refused.get(row.clientId)}
              onChoose={(choice) => choose(row, choice)}
              onSearch={() => setSearching(row)}
            />
          ))}
        </ul>
      </fieldset>
      <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line bg-sunken px-4 py-2.5">
        {mayManage ? (
          <>
            <span className="text-muted">
              {decisions.length === 0
                ? "Nothing to save on this page"
                : `${clientsOf(decisions.length)} chosen, not saved`}
            </span>
            <Button type="submit" look="primary" busy={busy} disabled={decisions.length === 0}>
              Save choices
            </Button>
          </>
        ) : (
          <span className="text-muted">An owner or admin of your firm decides.</span>
        )}
      </div>
      <ContactSearch
        row={searching}
        onClose={() => setSearching(null)}
        onFound={(contact) => {
          if (searching) choose(searching, { action: "link", contact });
          setSearching(null);
        }}
      />
    </form>
  );
}

function useSave(onSaved: () => void) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const save = async (decisions: NonNullable<ReturnType<typeof decisionOf>>[]) => {
    setBusy(true);
    try {
      const kept = await api("POST /api/integrations/xero/matching", { body: { decisions } });
      setRefused(new Map(kept.refused.map(({ clientId, words }) => [clientId, words])));
      await Promise.all([
        cache.invalidateQueries({ queryKey: matchCountsQuery.queryKey }),
        cache.invalidateQueries({ queryKey: matchPages }),
        refreshSync(cache),
      ]);
      onSaved();
      if (kept.decided > 0) toastSuccess(`Saved for ${clientsOf(kept.decided)}`);
    } catch (error) {
      toastError("Nothing was saved", { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, refused };
}
