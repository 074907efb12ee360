import { createFileRoute } from "@tanstack/react-router";
import { PortalProposals } from "../../../../features/portal/proposal/list.tsx";

export const Route = createFileRoute("/client-portal/_portal/proposals/")({ component: PortalProposals });
