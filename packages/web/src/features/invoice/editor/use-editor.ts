import { useEffect, useState } from "react";
import { explain, type RequestFailure } from "../../../lib/request/problem.ts";
import { readStored, writeStored } from "../../../lib/storage.ts";
import type { Summary } from "../../../ui/form/error-summary.tsx";
import { useMe } from "../../shell/me.ts";
import { type Draft, inWords, parseDraft, problemsOf, pruned } from "./draft.ts";

/**
 * What is typed, kept in this tab until it is saved or given up.
 * @param name of the draft, one for each invoice.
 * @param save rejecting shows why; a refused field's words go beside it. False when it was not saved for another reason.
 */
export function useEditor(name: string, start: Draft, save: (draft: Draft) => Promise<boolean>) {
  const me = useMe();
  const key = `draft:invoice:${me.firm.id}:${me.user.id}:${name}`;
  const [stored] = useState(() => parseDraft(readStored("session", key)));
  const [draft, setDraft] = useState(stored ?? start);
  const [touched, setTouched] = useState(stored !== null);
  const [summary, setSummary] = useState<Summary>({});
  const [busy, setBusy] = useState(false);
  const [generation, setGeneration] = useState(0);
  useEffect(() => {
    if (touched) writeStored("session", key, JSON.stringify(draft));
  }, [key, draft, touched]);
  const submit = async (given: Draft) => {
    const next = pruned(given);
    setDraft(next);
    const problems = problemsOf(next);
    setSummary({ fields: problems });
    if (problems.length > 0) return;
    setBusy(true);
    try {
      if (await save(next)) writeStored("session", key, null);
    } catch (error) {
      setSummary(summaryOf(explain(error)));
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

const summaryOf = ({ detail, requestId, fields = [] }: RequestFailure): Summary =>
  fields.length > 0 ? { fields: fields.map(inWords) } : { message: detail, requestId };
