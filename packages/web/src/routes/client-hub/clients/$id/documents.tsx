import { createFileRoute } from "@tanstack/react-router";
import { ClientDocuments, type Folder } from "../../../../features/document/client-tab.tsx";
import { oneOf } from "../../../../lib/search.ts";

const FOLDERS = ["client", "kyc", "proposal", "invoice", "deleted"] as const satisfies readonly Folder[];

export const Route = createFileRoute("/client-hub/clients/$id/documents")({
  validateSearch: (raw): { folder?: Folder | undefined } => ({ folder: oneOf(raw, "folder", FOLDERS) }),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { folder = "client" } = Route.useSearch();
  return <ClientDocuments key={`${id} ${folder}`} clientId={id} folder={folder} />;
}
