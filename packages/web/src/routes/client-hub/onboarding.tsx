import type { CaseStatus } from "@practice-hub/core/onboarding/schema";
import { createFileRoute } from "@tanstack/react-router";
import { OnboardingBoard, StageList } from "../../features/onboarding/board.tsx";

const STATUSES = [
  "not_started",
  "pending_questionnaire",
  "in_progress",
  "pending_verification",
  "pending_approval",
  "pending_second_approval",
  "approved",
  "rejected",
  "closed",
] as const satisfies readonly CaseStatus[];

export const Route = createFileRoute("/client-hub/onboarding")({
  validateSearch: (search): { status?: CaseStatus } => {
    const status = STATUSES.find((one) => one === search["status"]);
    return status ? { status } : {};
  },
  component: function Onboarding() {
    const { status } = Route.useSearch();
    return status ? <StageList status={status} /> : <OnboardingBoard />;
  },
});
