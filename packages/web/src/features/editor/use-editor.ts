import { useEffect, useState } from "react";
import { explain, type FieldProblem, type RequestFailure } from "../../lib/request/problem.ts";
import { readStored, writeStored } from "../../lib/storage.ts";
import type { Summary } from "../../ui/form/error-summary.tsx";
import { useMe } from "../../lib/account/me.ts";

/** What an editor must know of the record it edits. */
export interface DraftRules<Draft> {
  /** `invoice`: drafts of different records are kept apart. */
  record: string;
  /** A draft that was kept in this tab; null when there is none that can be read. */
  parse: (stored: string | null) => Draft | null;
  /** Without what nobody typed into. */
  pruned: (draft: Draft) => Draft;
  /** What is wrong with it before the API is asked, one problem a field. */
  problemsOf: (draft: Draft) => FieldProblem[];
  /** The words beside a field, the server's and our own alike. */
  inWords: (problem: FieldProblem) => FieldProblem;
}

/**
 * What is typed, kept in this tab until it is saved or given up.
 * @param name of the draft, one for each record.
 * @param save rejecting shows why; a refused field's words go beside it. False when it was not saved for another reason.
 */
export function useEditor<Draft>(
  rules: DraftRules<Draft>,
  name: string,
  start: Draft,
  save: (draft: Draft) => Promise<boolean>,
) {
  const me = useMe();
  const key = `draft:${rules.record}:${me.firm.id}:${me.user.id}:${name}`;
  const [stored] = useState(() => rules.parse(readStored("session", key)));
  const [draft, setDraft] = useState(stored ?? start);
  const [touched, setTouched] = useState(stored !== null);
  const [summary, setSummary] = useState<Summary>({});
  const [busy, setBusy] = useState(false);
  const [generation, setGeneration] = useState(0);
  useEffect(() => {
    if (touched) writeStored("session", key, JSON.stringify(draft));
  }, [key, draft, touched]);
  const submit = async (given: Draft) => {
    const next = rules.pruned(given);
    setDraft(next);
    const problems = rules.problemsOf(next);
    setSummary({ fields: problems });
    if (problems.length > 0) return;
    setBusy(true);
    try {
      if (await save(next)) writeStored("session", key, null);
    } catch (error) {
      setSummary(summaryOf(explain(error), rules.inWords));
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    summary,
    busy,
    /** It was kept from an earlier visit of this page. */
    restored: stored !== null && generation === 0,
    /** Another number after each `reset`: the key of a form that must forget what its boxes hold. */
    generation,
    change: (next: Draft) => {
      setTouched(true);
      setDraft(next);
    },
    submit,
    /** Forgets what is typed; the page starts from `from`. */
    reset: (from: Draft) => {
      writeStored("session", key, null);
      setTouched(false);
      setSummary({});
      setDraft(from);
      setGeneration((before) => before + 1);
    },
  };
}

const summaryOf = (
  { detail, requestId, fields = [] }: RequestFailure,
  inWords: (problem: FieldProblem) => FieldProblem,
): Summary => (fields.length > 0 ? { fields: fields.map(inWords) } : { message: detail, requestId });
