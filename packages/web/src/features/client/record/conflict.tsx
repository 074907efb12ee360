import { Conflict } from "../../../ui/overlay/conflict.tsx";
import { FIELD_WORDS, flatFields } from "../../activity/field-words.ts";
import type { Save } from "./save.ts";

/** Two people changed the same client. */
export function ClientConflict({ save: { conflict, overwrite, keepTheirs } }: { save: Save }) {
  if (!conflict) return null;
  const theirs = flatFields(conflict.theirs);
  const rows = Object.entries(flatFields(conflict.ours)).map(([field, mine]) => ({
    field: FIELD_WORDS[field] ?? field,
    saved: theirs[field] ?? "",
    mine: mine ?? "",
  }));
  return (
    <Conflict what="client" savedAt={conflict.theirs.updatedAt} rows={rows} onMine={overwrite} onTheirs={keepTheirs} />
  );
}
