import { createFileRoute } from "@tanstack/react-router";
import { CompaniesHousePage } from "../../features/company/usage-page.tsx";

export const Route = createFileRoute("/client-hub/companies-house")({ component: CompaniesHousePage });
