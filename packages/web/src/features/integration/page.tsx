import { useQuery } from "@tanstack/react-query";
import { useTitle } from "../../lib/title.ts";
import { PageHead } from "../../ui/layout/page.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { ServiceCard } from "./card.tsx";
import { ConsentOutcome, type Outcome } from "./outcome.tsx";
import { type Card, integrationsQuery } from "./queries.ts";

/** Settings › Integrations: the eight services as cards, then what is planned. */
export function IntegrationsPage({ outcome }: { outcome: Outcome }) {
  useTitle("Integrations");
  const { data, isPending, isError, error, refetch } = useQuery({ ...integrationsQuery, refetchInterval: 30_000 });
  return (
    <>
      <PageHead title="Integrations">
        The services Practice Hub works with. States come from recent use, not from calls made for this page.
      </PageHead>
      <ConsentOutcome {...outcome} />
      {isPending ? <SkeletonRows count={8} label="Loading the integrations" /> : null}
      {isError ? <Failure error={error} what="The integrations" onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Cards label="Services" cards={data.filter(({ state }) => state !== "planned")} />
          <h2 className="mt-6 mb-2 text-sm font-semibold">Planned</h2>
          <Cards label="Planned services" cards={data.filter(({ state }) => state === "planned")} />
        </>
      ) : null}
    </>
  );
}

const Cards = ({ label, cards }: { label: string; cards: Card[] }) => (
  <ul aria-label={label} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
    {cards.map((card) => (
      <ServiceCard key={card.service} card={card} />
    ))}
  </ul>
);
