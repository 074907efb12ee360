import type { AnswerValue } from "@practice-hub/core/onboarding/schema";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Output } from "../../../lib/request/api.ts";
import { useCompany } from "../company.ts";

export type PortalOnboarding = Output<"GET /api/portal/onboarding">;
export type AskedSection = PortalOnboarding["sections"][number];
export type AskedQuestion = AskedSection["questions"][number];

/** The questionnaire of one of the person's companies. Answered on another device it is newer on the next look. */
export const onboardingQuery = (clientId: string | undefined) =>
  queryOptions({
    queryKey: ["portal", "onboarding", clientId ?? ""],
    queryFn: ({ signal }) => api("GET /api/portal/onboarding", { query: { clientId }, signal }),
  });

/** The questionnaire of the company that is looked at, with its two verbs. */
export function useOnboarding() {
  const cache = useQueryClient();
  const { company } = useCompany();
  const clientId = company?.id;
  const query = useQuery(onboardingQuery(clientId));
  const remember = (next: PortalOnboarding): PortalOnboarding => {
    cache.setQueryData(onboardingQuery(clientId).queryKey, next);
    return next;
  };
  return {
    query,
    clientId: clientId ?? "",
    save: async (key: string, value: AnswerValue, version: number) =>
      remember(await api("PATCH /api/portal/onboarding", { body: { clientId, key, value, version } })),
    submit: async () => {
      const next = remember(await api("POST /api/portal/onboarding/submit", { body: { clientId } }));
      void cache.invalidateQueries({ queryKey: ["portal", "me"] });
      return next;
    },
  };
}

export interface Place {
  section: AskedSection;
  question: AskedQuestion;
  previous: AskedQuestion | undefined;
  next: AskedQuestion | undefined;
}

/** Where a question stands; null when it is not asked. */
export function placeOf({ sections }: PortalOnboarding, key: string): Place | null {
  for (const section of sections) {
    const at = section.questions.findIndex((question) => question.key === key);
    const question = section.questions[at];
    if (question) return { section, question, previous: section.questions[at - 1], next: section.questions[at + 1] };
  }
  return null;
}
