import { createFileRoute } from "@tanstack/react-router";
import { ServicesPage } from "../../../features/service/page.tsx";

export const Route = createFileRoute("/client-hub/settings/services")({ component: ServicesPage });
