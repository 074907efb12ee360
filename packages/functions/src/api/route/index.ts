/** The flat list of routes. Order matters only where a fixed path and a parameter compete: the fixed one comes first. */
import type { Route } from "../route.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { clientRoutes } from "./client.ts";
import { companyRoutes } from "./company.ts";
import { documentRoutes } from "./document.ts";
import { emailRoutes } from "./email.ts";
import { deadLetterRoutes } from "./dead-letter.ts";
import { eventRoutes } from "./event.ts";
import { extractionRoutes } from "./extraction.ts";
import { firmRoutes } from "./firm.ts";
import { importRoutes } from "./import.ts";
import { integrationRoutes } from "./integration.ts";
import { invoiceRoutes } from "./invoice.ts";
import { kycRoutes } from "./kyc.ts";
import { onboardingRoutes } from "./onboarding.ts";
import { paymentRoutes } from "./payment.ts";
import { proposalRoutes } from "./proposal.ts";
import { pullRoutes } from "./pull.ts";
import { sessionRoutes } from "./session.ts";
import { serviceRoutes } from "./service.ts";
import { syncRoutes } from "./sync.ts";
import { teamRoutes } from "./team.ts";
import { verificationRoutes } from "./verification.ts";

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
