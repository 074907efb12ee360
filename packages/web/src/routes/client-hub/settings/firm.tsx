import { createFileRoute } from "@tanstack/react-router";
import { FirmPage } from "../../../features/firm/page.tsx";

export const Route = createFileRoute("/client-hub/settings/firm")({ component: FirmPage });
