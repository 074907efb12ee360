import { createFileRoute } from "@tanstack/react-router";
import { ImportPage } from "../../../../features/import/page.tsx";
import { oneOf } from "../../../../lib/search.ts";

const SHOWN = ["ready", "error", "duplicate", "alike", "failed"] as const;

export const Route = createFileRoute("/client-hub/clients/import/$id")({
  validateSearch: (raw): { show?: (typeof SHOWN)[number] | undefined } => ({ show: oneOf(raw, "show", SHOWN) }),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { show } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <ImportPage id={id} show={show} onShow={(next) => void navigate({ search: { show: next }, replace: true })} />;
}
