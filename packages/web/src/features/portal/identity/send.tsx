import { AI_CONSENT, AI_CONSENT_VERSION } from "@practice-hub/core/extraction/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain } from "../../../lib/request/problem.ts";
import { RadioCard } from "../../../ui/form/choice.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/status/notice.tsx";
import { UploadPanel } from "../../document/upload/panel.tsx";
import type { Transport } from "../../document/upload/queue.ts";
import { sendFile } from "../../document/upload/send.ts";
import { useOnboarding } from "../onboarding/queries.ts";
import { AI_CONSENT_KEY, consentIn, readingsQuery } from "./queries.ts";
import { type Paper, PAPERS } from "./words.ts";

/** Which document, whether a machine may read it, and the file itself. */
export function SendIdentity({ clientId, enabled }: { clientId: string; enabled: boolean }) {
  const cache = useQueryClient();
  const [paper, setPaper] = useState<Paper>("passport");
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const { query: questionnaire, save } = useOnboarding();
  const consent = consentIn(questionnaire.data);
  const agrees = chosen ?? consent.says ?? false;
  const isRead = enabled && agrees && paper !== "other";
  const choose = async (says: boolean) => {
    setChosen(says);
    if (!consent.isOpen || consent.says === says) return;
    try {
      await save(AI_CONSENT_KEY, says ? "yes" : "no", consent.version);
    } catch {
      // Answered meanwhile on another device: what this page was told holds for what it sends.
      void questionnaire.refetch();
    }
  };
  const transport = useMemo(
    (): Transport => ({
      begin: (file, signal) => api("POST /api/portal/documents", { body: { clientId, kind: "kyc", ...file }, signal }),
      send: sendFile,
      complete: async (id, signal) => {
        await api("POST /api/portal/documents/{id}/complete", { params: { id }, signal });
        if (!isRead) return;
        // The document is filed whatever becomes of its reading.
        try {
          await api("POST /api/portal/extractions", { body: { documentId: id, consent: AI_CONSENT_VERSION }, signal });
          setWords(null);
        } catch (error) {
          setWords(explain(error).detail);
        }
        void cache.invalidateQueries({ queryKey: readingsQuery(clientId).queryKey });
      },
      arrived: () => void cache.invalidateQueries({ queryKey: ["portal", "documents"] }),
    }),
    [cache, clientId, isRead],
  );
  return (
    <Panel flush id="send" title="Send your document" className="mt-6">
      <div className="space-y-4 p-4 pb-1">
        <fieldset>
          <legend className="mb-2 font-medium">What is it?</legend>
          <div className="space-y-2">
            {PAPERS.map(({ value, label, hint }) => (
              <RadioCard
                key={value}
                name="paper"
                label={label}
                hint={hint}
                checked={paper === value}
                onChange={() => setPaper(value)}
              />
            ))}
          </div>
        </fieldset>
        {enabled && paper !== "other" ? <Consent agrees={agrees} onChoose={(says) => void choose(says)} /> : null}
      </div>
      <UploadPanel label="Send your document" transport={transport} />
      {words ? (
        <Notice kind="warn" live className="m-3" title="Your document is safe, but is not read">
          {words}
        </Notice>
      ) : null}
      <p className="px-4 py-3 text-sm text-muted">
        No camera at hand? Scan it, or open this page on your phone: you are signed in with the same address there.
      </p>
    </Panel>
  );
}

function Consent({ agrees, onChoose }: { agrees: boolean; onChoose: (says: boolean) => void }) {
  return (
    <fieldset>
      <legend className="font-medium">May a computer program read it and fill in answers for you?</legend>
      <p className="mt-1 mb-2 text-sm text-muted">{AI_CONSENT} It is not needed for the checks, so it is up to you.</p>
      <div className="space-y-2">
        <RadioCard name="consent" label="Yes, fill in what it can" checked={agrees} onChange={() => onChoose(true)} />
        <RadioCard
          name="consent"
          label="No, I type my details"
          hint="Nothing else changes"
          checked={!agrees}
          onChange={() => onChoose(false)}
        />
      </div>
    </fieldset>
  );
}
