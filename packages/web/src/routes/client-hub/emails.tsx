import { createFileRoute } from "@tanstack/react-router";
import { EmailsPage } from "../../features/email/page.tsx";
import { emailsQuery } from "../../features/email/queries.ts";
import { oneOf } from "../../lib/search.ts";

const STATUSES = ["queued", "sent", "delivered", "bounced", "complained", "failed"] as const;

export const Route = createFileRoute("/client-hub/emails")({
  validateSearch: (raw): { status?: (typeof STATUSES)[number] | undefined } => ({
    status: oneOf(raw, "status", STATUSES),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(emailsQuery(deps));
  },
  component: Page,
});

function Page() {
  const { status } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <EmailsPage status={status} onStatus={(next) => void navigate({ search: { status: next } })} />;
}
