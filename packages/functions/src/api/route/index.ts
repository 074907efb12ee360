/** The flat list of routes. Order matters only where a fixed path and a parameter compete: the fixed one comes first. */
import type { Route } from "../route.ts";
import { catalogueRoutes } from "./billing/catalogue.ts";
import { clientRoutes } from "./client/client.ts";
import { companyRoutes } from "./client/company.ts";
import { documentRoutes } from "./client/document.ts";
import { emailRoutes } from "./client/email.ts";
import { deadLetterRoutes } from "./firm/dead-letter.ts";
import { eventRoutes } from "./xero/event.ts";
import { extractionRoutes } from "./take-on/extraction.ts";
import { firmRoutes } from "./firm/firm.ts";
import { importRoutes } from "./client/import.ts";
import { integrationRoutes } from "./xero/integration.ts";
import { invoiceRoutes } from "./billing/invoice.ts";
import { kycRoutes } from "./take-on/kyc.ts";
import { onboardingRoutes } from "./take-on/onboarding.ts";
import { paymentRoutes } from "./billing/payment.ts";
import { proposalRoutes } from "./billing/proposal.ts";
import { pullRoutes } from "./xero/pull.ts";
import { sessionRoutes } from "./firm/session.ts";
import { serviceRoutes } from "./firm/service.ts";
import { syncRoutes } from "./xero/sync.ts";
import { teamRoutes } from "./firm/team.ts";
import { verificationRoutes } from "./take-on/verification.ts";

export const routes: readonly Route[] = [
  ...serviceRoutes,
  ...sessionRoutes,
  ...teamRoutes,
  ...companyRoutes,
  ...importRoutes,
  ...clientRoutes,
  ...emailRoutes,
  ...firmRoutes,
  ...invoiceRoutes,
  ...paymentRoutes,
  ...catalogueRoutes,
  ...proposalRoutes,
  ...documentRoutes,
  ...onboardingRoutes,
  ...verificationRoutes,
  ...kycRoutes,
  ...deadLetterRoutes,
  ...extractionRoutes,
  ...eventRoutes,
  ...pullRoutes,
  ...integrationRoutes,
  ...syncRoutes,
];
