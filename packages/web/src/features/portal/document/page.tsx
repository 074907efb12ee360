import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { useTitle } from "../../../lib/title.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Select } from "../../../ui/form/input.tsx";
import { Panel } from "../../../ui/layout/page.tsx";
import { Empty } from "../../../ui/status/empty.tsx";
import { Failure } from "../../../ui/status/failure.tsx";
import { SkeletonRows } from "../../../ui/status/skeleton.tsx";
import { UploadPanel } from "../../document/upload/panel.tsx";
import type { Transport } from "../../document/upload/queue.ts";
import { sendFile } from "../../document/upload/send.ts";
import { useCompany } from "../company.ts";
import { usePortalMe } from "../me.ts";
import { PortalDocumentItem } from "./item.tsx";
import { portalDocumentsQuery } from "./queries.ts";

/** What the firm shares with this company, and what its people sent. */
export function PortalDocuments() {
  useTitle("Documents");
  const { firm } = usePortalMe();
  const { company } = useCompany();
  const list = useInfiniteQuery(portalDocumentsQuery(company?.id));
  const documents = list.data?.pages.flatMap((page) => page.items) ?? [];
  // A page holds what is left after others' papers were passed over, which may be nothing.
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const isSearching = documents.length === 0 && hasNextPage;
  useEffect(() => {
    if (isSearching && !isFetching) void fetchNextPage();
  }, [isSearching, isFetching, fetchNextPage]);
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Documents</h1>
      {company ? <p className="mt-1 text-muted">{company.name}</p> : null}
      {company ? <PortalUpload key={company.id} clientId={company.id} firm={firm.name} /> : null}
      <Panel flush className="mt-6">
        {list.isPending || isSearching ? <SkeletonRows label="Loading documents" /> : null}
        {list.isError ? <Failure error={list.error} what="The documents" onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && documents.length === 0 && !hasNextPage ? (
          <Empty title="No documents">What you send to {firm.name}, and what they share with you, appears here.</Empty>
        ) : null}
        {documents.length > 0 ? (
          <ul aria-label="Documents" className="divide-y divide-line">
            {documents.map((one) => (
              <PortalDocumentItem key={one.id} document={one} firm={firm.name} />
            ))}
          </ul>
        ) : null}
        {hasNextPage && documents.length > 0 ? (
          <div className="border-t border-line p-2 text-center">
            <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more documents
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
}

function PortalUpload({ clientId, firm }: { clientId: string; firm: string }) {
  const cache = useQueryClient();
  const [kind, setKind] = useState<"client" | "kyc">("client");
  const transport = useMemo(
    (): Transport => ({
      begin: (file, signal) => api("POST /api/portal/documents", { body: { clientId, kind, ...file }, signal }),
      send: sendFile,
      complete: (id, signal) => api("POST /api/portal/documents/{id}/complete", { params: { id }, signal }),
      arrived: () => void cache.invalidateQueries({ queryKey: ["portal", "documents"] }),
    }),
    [cache, clientId, kind],
  );
  return (
    <Panel flush id="send" title={`Send to ${firm}`} className="mt-6">
      <div className="p-4 pb-1">
        <Field label="What are you sending?" name="kind">
          <Select value={kind} onChange={(event) => setKind(event.target.value === "kyc" ? "kyc" : "client")}>
            <option value="client">Records, statements or letters</option>
            <option value="kyc">Passport, driving licence or proof of address</option>
          </Select>
        </Field>
      </div>
      <UploadPanel label={`Send files to ${firm}`} transport={transport} />
    </Panel>
  );
}
