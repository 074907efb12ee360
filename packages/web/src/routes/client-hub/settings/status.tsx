import { createFileRoute } from "@tanstack/react-router";
import { StatusPage } from "../../../features/status/page.tsx";

export const Route = createFileRoute("/client-hub/settings/status")({ component: StatusPage });
