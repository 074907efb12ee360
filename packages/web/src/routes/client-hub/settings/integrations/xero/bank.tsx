import { createFileRoute } from "@tanstack/react-router";
import { BankPage } from "../../../../../features/xero/bank/page.tsx";
import { lastThirtyDays } from "../../../../../features/xero/bank/queries.ts";
import { day } from "../../../../../lib/search.ts";

interface Search {
  from?: string | undefined;
  to?: string | undefined;
}

export const Route = createFileRoute("/client-hub/settings/integrations/xero/bank")({
  validateSearch: (raw): Search => ({ from: day(raw, "from"), to: day(raw, "to") }),
  component: Page,
});

function Page() {
  const { from, to } = Route.useSearch();
  const navigate = Route.useNavigate();
  const range = from && to && from <= to ? { from, to } : lastThirtyDays();
  return <BankPage range={range} onRange={(next) => void navigate({ search: next })} />;
}
