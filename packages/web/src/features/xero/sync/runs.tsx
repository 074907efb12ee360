import { useInfiniteQuery } from "@tanstack/react-query";
import { PagedPanel } from "../../../ui/layout/paged-panel.tsx";
import { Table, Td, Th } from "../../../ui/layout/table.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Ago } from "../../../ui/status/time.tsx";
import { counted } from "../../sync/cause.ts";
import { type Run, runsQuery } from "./queries.ts";

const STOPS: Readonly<Record<string, string>> = {
  minute: "Xero’s limit of calls in a minute",
  day: "Xero’s limit of calls in a day",
  concurrent: "Xero’s limit of calls at once",
  "rate-limit": "Xero’s limit of calls",
  "circuit-open": "Xero did not answer",
  unavailable: "Xero did not answer",
  "never-connected": "Not connected",
  disconnected: "Disconnected",
  reauth_required: "Has to be connected again",
};

/** How a run ended, in words. */
function ending({ outcome, stoppedBy }: Run): string {
  if (stoppedBy !== null) return `Stopped: ${STOPS[stoppedBy] ?? "Xero refused it"}`;
  return outcome === "idle" ? "Finished" : "Goes on in the next run";
}

/** What the last runs did, newest first; kept for thirty days. */
export function Runs() {
  const list = useInfiniteQuery(runsQuery);
  return (
    <PagedPanel
      list={list}
      what="runs"
      title="Runs"
      id="runs"
      empty={
        <Empty title="No runs yet">Each time something is sent to Xero or taken from it, it is listed here.</Empty>
      }
    >
      {(runs) => (
        <Table label="Table of runs">
          <thead>
            <tr>
              <Th>When</Th>
              <Th>Sent</Th>
              <Th className="text-right max-sm:hidden">From Xero</Th>
              <Th className="text-right">Failed</Th>
              <Th className="max-md:hidden">How</Th>
              <Th className="max-md:hidden">End</Th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {runs.map((run) => (
              <tr key={run.id} className="hover:bg-hover">
                <Td className="whitespace-nowrap">
                  <Ago at={run.startedAt} />
                </Td>
                <Td className="min-w-24">
                  {counted(run.counts) || "–"}
                  {run.counts.pulled > 0 ? (
                    <span className="block text-xs text-muted sm:hidden">{run.counts.pulled} from Xero</span>
                  ) : null}
                </Td>
                <Td className="text-right max-sm:hidden">{run.counts.pulled || "–"}</Td>
                <Td className="text-right">
                  {run.counts.failed > 0 ? <span className="font-medium text-bad">{run.counts.failed}</span> : "–"}
                </Td>
                <Td className="whitespace-nowrap text-muted max-md:hidden">
                  {run.by === "interactive" ? "At once, while somebody waited" : "In the background"}
                </Td>
                <Td className="text-muted max-md:hidden">{ending(run)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </PagedPanel>
  );
}
