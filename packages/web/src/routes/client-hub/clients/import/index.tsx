import { createFileRoute } from "@tanstack/react-router";
import { ImportStartPage } from "../../../../features/import/start-page.tsx";

export const Route = createFileRoute("/client-hub/clients/import/")({ component: ImportStartPage });
