import { createFileRoute } from "@tanstack/react-router";
import { QuestionPage } from "../../../../features/portal/onboarding/question-page.tsx";

export const Route = createFileRoute("/client-portal/_portal/onboarding/q/$key")({
  validateSearch: (search): { from?: "check" } => (search["from"] === "check" ? { from: "check" } : {}),
  component: function Question() {
    const { key } = Route.useParams();
    return <QuestionPage questionKey={key} fromCheck={Route.useSearch().from === "check"} />;
  },
});
