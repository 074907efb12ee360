/** The provider's error codes (F27, and those of the published wire), each with what to do about it. Safe for the browser. */

export const REMEDIES: Readonly<Record<string, string>> = {
  invalid_api_key: "LEM Verify refuses our key. An administrator checks LEMVERIFY_API_KEY.",
  unauthorized:
    "LEM Verify refuses us: the key is wrong, the account has no credit left, or this check is not enabled for it. An administrator looks at the account.",
  verification_not_found:
    "LEM Verify does not know this check. Results are deleted there after 7 days; start a new check if ours is not complete.",
  document_expired: "The document has expired. Ask the client for a valid one and start a new check.",
  session_expired: "The client did not finish in time. A new link starts the check again.",
  rate_limit_exceeded: "LEM Verify takes 100 requests a minute. We wait and try again by ourselves.",
  invalid_request: "LEM Verify did not accept the request. Tell whoever maintains Practice Hub.",
  bad_request: "LEM Verify did not accept the request. Tell whoever maintains Practice Hub.",
  validation_error: "LEM Verify did not accept the details of the person. Compare them with the document.",
  internal_server_error: "LEM Verify has trouble of its own. We try again by ourselves.",
};

/** What to do, in words; for a code that nobody documents a sentence that is true of every failure. */
export const remedyOf = (code: string | null | undefined): string =>
  (code ? REMEDIES[code] : undefined) ??
  "The check could not be completed. Start a new one, or check the documents by hand.";

/** A code from the lists above, or undefined: free text of a provider never travels on. */
export const knownCode = (code: unknown): string | undefined =>
  typeof code === "string" && code in REMEDIES ? code : undefined;
