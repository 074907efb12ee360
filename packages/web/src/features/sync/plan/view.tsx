import type { PlanItem } from "@practice-hub/core/sync/schema";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { formatPence } from "../../../lib/money.ts";
import { Button } from "../../../ui/button.tsx";
import { causeOf, counted, kindsOf } from "../cause.ts";
import { FixAction } from "../fix.tsx";
import { syncCountsQuery, targetOf } from "../queries.ts";
import { RecordLink } from "../record-link.tsx";
import { fixOf } from "../standing.ts";
import { causesOf, changesInWords, groupsOf, type PlanGroup } from "./group.ts";

/** Exactly what a push would do, by what happens; what cannot go by its cause. */
export const PlanView = ({ items }: { items: readonly PlanItem[] }) => (
  <div className="divide-y divide-line rounded-md border border-line">
    {groupsOf(items).map((group) => (
      <Group key={group.action} group={group} />
    ))}
  </div>
);

function Group({ group: { action, title, icon: Icon, tone, items } }: { group: PlanGroup }) {
  return (
    <section aria-label={title} className="px-3 py-2.5">
      <h3 className="flex flex-wrap items-center gap-x-2">
        <span className={clsx("inline-flex items-center gap-1.5 font-medium", tone)}>
          <Icon aria-hidden="true" className="size-3.5" />
          {title}
        </span>
        <span className="text-muted">{counted(kindsOf(items))}</span>
      </h3>
      {action === "refuse" ? <Causes items={items} /> : <Items items={items} />}
    </section>
  );
}

function Causes({ items }: { items: PlanItem[] }) {
  const { data: firm } = useQuery(syncCountsQuery);
  return (
    <ul className="mt-1.5 space-y-3">
      {causesOf(items).map(({ code, words, items: of }) => {
        const [first] = of;
        // A record that was never sent cannot be tried again: what helps stands elsewhere, or in the words.
        const fix = first ? fixOf(first.kind, code, firm) : null;
        return (
          <li key={code}>
            <p className="font-medium">
              {counted(kindsOf(of))}: {causeOf(code)}
            </p>
            {words ? <p className="break-words text-muted">{words}</p> : null}
            <Items items={of} reason={words === null ? code : null} />
            {first && fix && fix.to !== "retry" && fix.to !== "xero" && (of.length === 1 || fix.to in WIDE) ? (
              <div className="mt-1.5">
                <FixAction fix={fix} target={targetOf(first)} url={null} many={of.length > 1} />
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
/** Pages where something is put right for many at once. */
const WIDE = { connection: true, mapping: true, matching: true, conflicts: true };

const FEW = 8;

/** `reason`: each item's own words of that code. */
function Items({ items, reason = null }: { items: PlanItem[]; reason?: string | null }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className="mt-1 space-y-0.5">
        {items.slice(0, all ? items.length : FEW).map((item) => (
          <li key={item.id} className="flex flex-wrap items-baseline gap-x-2">
            <RecordLink target={targetOf(item)} label={item.label} />
            {item.amountPence === null ? null : <span className="tabular-nums">{formatPence(item.amountPence)}</span>}
            <span className="min-w-0 break-words text-muted">{detail(item, reason)}</span>
          </li>
        ))}
      </ul>
      {items.length > FEW && !all ? (
        <Button look="quiet" size="sm" className="mt-1 -ml-2.5" onClick={() => setAll(true)}>
          Show all {items.length}
        </Button>
      ) : null}
    </>
  );
}

function detail({ changes, after, reasons }: PlanItem, reason: string | null): string {
  if (reason !== null) return reasons.find(({ code }) => code === reason)?.words ?? "";
  if (after !== null) return `after ${after}`;
  return changes.length > 0 ? changesInWords(changes) : "";
}
