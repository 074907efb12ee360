/** Every route of the api door that answers JSON or sends a browser on. */
import { catalogueContracts } from "./catalogue.ts";
import { clientContracts } from "./client.ts";
import { companyContracts } from "./company.ts";
import { descriptionContracts } from "./description.ts";
import { documentContracts } from "./document.ts";
import { emailContracts } from "./email.ts";
import { deadLetterContracts } from "./dead-letter.ts";
import { eventContracts } from "./event.ts";
import { extractionContracts } from "./extraction.ts";
import { firmContracts } from "./firm.ts";
import { importContracts } from "./import.ts";
import { integrationContracts } from "./integration.ts";
import { invoiceContracts } from "./invoice.ts";
import { onboardingContracts } from "./onboarding.ts";
import { kycContracts } from "./kyc.ts";
import { paymentContracts } from "./payment.ts";
import { proposalContracts } from "./proposal.ts";
import { pullContracts } from "./pull.ts";
import { sessionContracts } from "./session.ts";
import { syncContracts } from "./sync.ts";
import { teamContracts } from "./team.ts";
import { verificationContracts } from "./verification.ts";

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
