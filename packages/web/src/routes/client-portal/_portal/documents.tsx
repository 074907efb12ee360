import { createFileRoute } from "@tanstack/react-router";
import { PortalDocuments } from "../../../features/portal/document/page.tsx";

export const Route = createFileRoute("/client-portal/_portal/documents")({ component: PortalDocuments });
