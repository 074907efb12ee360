import { createFileRoute } from "@tanstack/react-router";
import { PortalProfile } from "../../../features/portal/profile.tsx";

export const Route = createFileRoute("/client-portal/_portal/profile")({ component: PortalProfile });
