import { createFileRoute } from "@tanstack/react-router";
import { TeamPage } from "../../../features/team/page.tsx";

export const Route = createFileRoute("/client-hub/settings/team")({ component: TeamPage });
