/** Words without a parser, so that a page which only shows them stays small. */

/** Why a consent did not become a connection. A browser comes back with the code in its address. */
export const CONNECT_FAILURES = {
  "xero.access-denied": "You did not allow the access in Xero, so nothing was connected.",
  "xero.state-invalid":
    "This consent was not begun here by you, was used already, or took longer than ten minutes. Start again.",
  "xero.code-missing": "Xero sent you back without an answer. Start again.",
  "xero.no-organisation":
    "You did not choose an organisation in Xero, so nothing was connected. Start again and choose one.",
  "xero.organisation-taken":
    "This Xero organisation is already linked with another firm on Practice Hub. An organisation belongs to one firm.",
  "xero.wrong-organisation": "This firm's records are linked with another organisation in Xero. Choose that one.",
  "xero.connect-conflict": "Somebody of your firm connected Xero at the same moment. Look at the page again.",
  "xero.choice-gone": "The organisations you could choose from are no longer kept. Start again.",
  "xero.refused": "Xero refused the consent. Start again; if it happens twice, ask your administrator.",
  "xero.unavailable": "Xero does not answer right now. Nothing was changed. Try again in a few minutes.",
  "xero.not-configured": "Xero is not set up here. Ask your administrator to check the Xero variables.",
} as const;
export type ConnectFailure = keyof typeof CONNECT_FAILURES;
