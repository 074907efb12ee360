/** Keys: no names, no dates, nothing of a person; the tenant first, so that one firm's files are one prefix (R6). */

/**
 * Where a browser's upload lands before anybody has looked at it; what stays there is removed after a day by the bucket's
 * lifecycle. `what` is the use: `document`, or that of another domain with presigned uploads of its own.
 */
export const incomingKey = (tenantId: string, what: string, id: string): string => `incoming/${tenantId}/${what}/${id}`;

/** Where a kept file lives. A part of its hash makes another content another object: nothing is ever overwritten. */
export const finalKey = (tenantId: string, kind: string, id: string, sha256: string): string =>
  `t/${tenantId}/${kind}/${id}-${sha256.slice(0, 16)}`;
