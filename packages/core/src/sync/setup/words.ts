/** Why nothing goes to Xero yet, for people. */
import type { SetupState } from "../schema.ts";

const WORDS: Readonly<Record<Exclude<SetupState, "ready">, string>> = {
  "not-connected": "The firm is not connected with Xero. Connect it in Settings › Integrations.",
  mapping: "Accounts and tax rates are not chosen yet. Choose them in Settings › Integrations › Xero › Mapping.",
  matching: "Clients and Xero's contacts are not matched yet. Match them in Settings › Integrations › Xero › Matching.",
};

export const blockedWords = (state: Exclude<SetupState, "ready">): string => WORDS[state];
