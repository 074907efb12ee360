/** Every route of the api door that answers JSON or sends a browser on. */
import { catalogueContracts } from "./billing/catalogue.ts";
import { clientContracts } from "./client/client.ts";
import { companyContracts } from "./client/company.ts";
import { descriptionContracts } from "./description.ts";
import { documentContracts } from "./client/document.ts";
import { emailContracts } from "./client/email.ts";
import { deadLetterContracts } from "./firm/dead-letter.ts";
import { eventContracts } from "./xero/event.ts";
import { extractionContracts } from "./take-on/extraction.ts";
import { firmContracts } from "./firm/firm.ts";
import { importContracts } from "./client/import.ts";
import { integrationContracts } from "./xero/integration.ts";
import { invoiceContracts } from "./billing/invoice.ts";
import { onboardingContracts } from "./take-on/onboarding.ts";
import { kycContracts } from "./take-on/kyc.ts";
import { paymentContracts } from "./billing/payment.ts";
import { proposalContracts } from "./billing/proposal.ts";
import { pullContracts } from "./xero/pull.ts";
import { sessionContracts } from "./firm/session.ts";
import { syncContracts } from "./xero/sync.ts";
import { teamContracts } from "./firm/team.ts";
import { verificationContracts } from "./take-on/verification.ts";

export const contracts = [
  ...Object.values(sessionContracts),
  ...Object.values(teamContracts),
  ...Object.values(companyContracts),
  ...Object.values(importContracts),
  ...Object.values(clientContracts),
  ...Object.values(emailContracts),
  ...Object.values(firmContracts),
  ...Object.values(invoiceContracts),
  ...Object.values(paymentContracts),
  ...Object.values(catalogueContracts),
  ...Object.values(proposalContracts),
  ...Object.values(documentContracts),
  ...Object.values(onboardingContracts),
  ...Object.values(extractionContracts),
  ...Object.values(verificationContracts),
  ...Object.values(kycContracts),
  ...Object.values(integrationContracts),
  ...Object.values(deadLetterContracts),
  ...Object.values(eventContracts),
  ...Object.values(pullContracts),
  ...Object.values(syncContracts),
  ...Object.values(descriptionContracts),
] as const;
