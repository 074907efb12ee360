import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../lib/request/api.ts";
import { explain } from "../../lib/request/problem.ts";
import { useTitle } from "../../lib/title.ts";
import { Button } from "../../ui/button.tsx";
import { RadioCard } from "../../ui/form/choice.tsx";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { Empty } from "../../ui/status/empty.tsx";
import { Failure } from "../../ui/status/failure.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { SkeletonRows } from "../../ui/status/skeleton.tsx";
import { AUTHORIZE, xeroQuery } from "../integration/queries.ts";
import { ConnectLink } from "../integration/connect-link.tsx";

const choicesQuery = queryOptions({
  queryKey: ["integrations", "xero", "organisations"],
  queryFn: async ({ signal }) => (await api("GET /api/integrations/xero/organisations", { signal })).items,
  staleTime: 0,
});

const REFUSAL = {
  taken: "Linked with another firm on Practice Hub",
  wrong: "This firm's records are linked with another organisation",
} as const;

/** The consent reached several organisations: which is the firm's? Nothing is connected before somebody says so. */
export function OrganisationChoicePage() {
  useTitle("Choose the organisation");
  const { data, isPending, isError, error, refetch } = useQuery(choicesQuery);
  return (
    <>
      <PageHead title="Choose the organisation">
        You allowed access to several organisations in Xero. A firm works with one of them. The others are let go again.
      </PageHead>
      <div className="max-w-2xl">
        <Panel flush={!data || data.length === 0}>
          {isPending ? <SkeletonRows count={3} label="Loading the organisations" /> : null}
          {isError ? <Failure error={error} what="The organisations" onRetry={() => void refetch()} /> : null}
          {data?.length === 0 ? (
            <Empty
              title="There is nothing to choose from"
              action={<ConnectLink href={AUTHORIZE}>Connect to Xero</ConnectLink>}
            >
              A choice is kept for twenty minutes after you allowed the access. Start again.
            </Empty>
          ) : null}
          {data && data.length > 0 ? <ChoiceForm choices={data} /> : null}
        </Panel>
      </div>
    </>
  );
}

interface Choice {
  connectionId: string;
  name: string;
  refusal: keyof typeof REFUSAL | null;
}

function ChoiceForm({ choices }: { choices: Choice[] }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const connect = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (chosen === null) return setProblem("Choose an organisation.");
    setBusy(true);
    setProblem(null);
    try {
      const body = { connectionId: chosen };
      cache.setQueryData(xeroQuery.queryKey, await api("POST /api/integrations/xero/organisation", { body }));
      await cache.invalidateQueries({ queryKey: ["integrations"], exact: true });
      await navigate({ to: "/client-hub/settings/integrations", search: { success: "xero" } });
    } catch (error) {
      setProblem(explain(error).detail);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void connect(event)} className="space-y-4">
      {problem ? (
        <Notice kind="bad" live title="Nothing was connected">
          {problem}
        </Notice>
      ) : null}
      <fieldset className="space-y-2">
        <legend className="mb-2 font-medium">Organisation in Xero</legend>
        {choices.map(({ connectionId, name, refusal }) => (
          <RadioCard
            key={connectionId}
            name="organisation"
            value={connectionId}
            label={name}
            hint={refusal ? REFUSAL[refusal] : undefined}
            disabled={refusal !== null}
            checked={chosen === connectionId}
            onChange={() => setChosen(connectionId)}
          />
        ))}
      </fieldset>
      <Button type="submit" look="primary" busy={busy}>
        Use this organisation
      </Button>
    </form>
  );
}
