/** The prefix of every auth key. */
export const AUTH_PREFIX = "g#auth";
