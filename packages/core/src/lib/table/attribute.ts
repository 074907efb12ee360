/** The usual attributes of a row, for an entity's schema. */

/** Text that may be missing. */
export const text = { type: "string" } as const;
/** Text that every row has. */
export const required = { type: "string", required: true } as const;
/** A number that every row has. */
export const number = { type: "number", required: true } as const;
