/** The few words that rows and the API share. Safe for the browser. */
export const DOCUMENT_TYPES = ["passport", "driving_licence", "other"] as const;
export const MANUAL = [
  "not-identity",
  "unreadable",
  "declined",
  "file",
  "quota",
  "unavailable",
  "off",
  "gone",
] as const;
