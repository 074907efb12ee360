type Present<T> = { [K in keyof T]?: Exclude<T[K], null | undefined | ""> };

/** Only the members that hold something: rows have no nulls and no empty texts. */
export const present = <T extends Record<string, unknown>>(fields: T): Present<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ) as Present<T>;
