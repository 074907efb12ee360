import { createFileRoute } from "@tanstack/react-router";
import { PortalHome } from "../../../features/portal/home.tsx";

export const Route = createFileRoute("/client-portal/_portal/")({ component: PortalHome });
