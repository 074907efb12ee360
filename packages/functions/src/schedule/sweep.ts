/** Every five minutes: nudges what is due and was not done, whether its message was lost or its time has only now come. */
import { nudgeDue } from "./nudge-due.ts";

export const handler = (): Promise<{ nudged: number }> =>
  nudgeDue([
    { queue: "email", limit: 1000 },
    { queue: "extract", limit: 100 },
    { queue: "evidence", limit: 1000 },
    { queue: "import", limit: 100 },
    { queue: "kyc", limit: 1000 },
    { queue: "onboarding", limit: 1000 },
    { queue: "pdf", limit: 1000 },
    { queue: "proposal", limit: 1000 },
    { queue: "xero-sync", limit: 20_000, perFirm: true },
  ]);
