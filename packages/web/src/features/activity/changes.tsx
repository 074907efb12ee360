import type { Change } from "@practice-hub/core/activity/schema";
import { ArrowRight } from "lucide-react";
import { FIELD_WORDS } from "./field-words.ts";

/** Each field of a record before and after. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="mt-1 space-y-0.5 text-xs text-muted">
      {changes.map((change) => (
        <li key={change.field} className="flex flex-wrap items-center gap-1 break-words">
          {FIELD_WORDS[change.field] ?? change.field}: <span>{change.before ?? "empty"}</span>
          <ArrowRight aria-label="to" className="size-3" />
          <span className="text-ink">{change.after ?? "empty"}</span>
        </li>
      ))}
    </ul>
  );
}
