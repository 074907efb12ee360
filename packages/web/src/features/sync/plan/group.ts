/** A plan by what will happen, as people read it. Pure. */
import { fieldInText, type PlanItem } from "@practice-hub/core/sync/schema";
import { CircleCheck, CirclePlus, CircleSlash, CircleX, Clock, GitCompareArrows, Pencil, Trash2 } from "lucide-react";

type Action = PlanItem["action"];

interface Heading {
  title: string;
  icon: typeof CircleX;
  tone: string;
}

/** In the order in which they are shown: what needs a person stands last, next to the button. */
const HEADINGS: Record<Action, Heading> = {
  create: { title: "Will be created", icon: CirclePlus, tone: "text-good" },
  update: { title: "Will be changed", icon: Pencil, tone: "text-accent-ink" },
  void: { title: "Will be voided", icon: CircleSlash, tone: "text-warn" },
  delete: { title: "Will be deleted", icon: Trash2, tone: "text-warn" },
  none: { title: "In step already", icon: CircleCheck, tone: "text-muted" },
  wait: { title: "Waits for something else", icon: Clock, tone: "text-muted" },
  conflict: { title: "Changed on both sides", icon: GitCompareArrows, tone: "text-warn" },
  refuse: { title: "Cannot go", icon: CircleX, tone: "text-bad" },
};

export interface PlanGroup extends Heading {
  action: Action;
  items: PlanItem[];
}

export const groupsOf = (items: readonly PlanItem[]): PlanGroup[] =>
  (Object.keys(HEADINGS) as Action[]).flatMap((action) => {
    const of = items.filter((item) => item.action === action);
    return of.length === 0 ? [] : [{ action, ...HEADINGS[action], items: of }];
  });

/** Applying lets these go. What cannot go, and what a person decides first, stays. */
export const going = (items: readonly PlanItem[]): PlanItem[] =>
  items.filter(({ action }) => action !== "refuse" && action !== "conflict");

/** Those that change something in Xero. */
export const changing = (items: readonly PlanItem[]): PlanItem[] =>
  going(items).filter(({ action }) => action !== "none" && action !== "wait");

/** One entry for each cause, most first; a record with several is listed under each. */
export function causesOf(items: readonly PlanItem[]): { code: string; words: string | null; items: PlanItem[] }[] {
  const causes = new Map<string, { code: string; sentences: Set<string>; items: PlanItem[] }>();
  for (const item of items)
    for (const { code, words } of item.reasons) {
      const cause = causes.get(code) ?? { code, sentences: new Set(), items: [] };
      cause.sentences.add(words);
      if (!cause.items.includes(item)) cause.items.push(item);
      causes.set(code, cause);
    }
  return [...causes.values()]
    .map(({ code, sentences, items: of }) => ({
      code,
      words: sentences.size === 1 ? ([...sentences][0] ?? null) : null,
      items: of,
    }))
    .toSorted((a, b) => b.items.length - a.items.length);
}

/** What changes, within a sentence: `email address, VAT number`. */
export const changesInWords = (fields: readonly string[]): string =>
  fields.map((field) => (field === "sent" ? "marked as sent" : fieldInText(field))).join(", ");
