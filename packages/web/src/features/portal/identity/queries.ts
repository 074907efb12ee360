import { queryOptions } from "@tanstack/react-query";
import { api, type Item } from "../../../lib/request/api.ts";
import type { PortalOnboarding } from "../onboarding/queries.ts";

export type Reading = Item<"GET /api/portal/extractions">;

/** How soon a page looks again at a document that is being read. */
const LOOK_AGAIN_MS = 1500;

/** Whether the firm lets documents be read, and what was read on those of one company, newest first. */
export const readingsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["portal", "readings", clientId],
    queryFn: ({ signal }) => api("GET /api/portal/extractions", { query: { clientId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "reading") ? LOOK_AGAIN_MS : false,
  });

/** The question of the questionnaire that this page asks, too. */
export const AI_CONSENT_KEY = "ai_consent";

/** What the person said about reading; null while they said nothing. */
export function consentIn(onboarding: PortalOnboarding | undefined): {
  says: boolean | null;
  version: number;
  isOpen: boolean;
} {
  const question = onboarding?.sections.flatMap(({ questions }) => questions).find(({ key }) => key === AI_CONSENT_KEY);
  const answer = question?.answer;
  return {
    says: answer ? answer.value === "yes" : null,
    version: answer?.version ?? 0,
    isOpen: question !== undefined && onboarding?.stage === "answer",
  };
}
