/** Identifiers: a short prefix that names the kind, and a ULID, so ids sort by creation time: `cli_01J…`. */
import { monotonicFactory } from "ulid";
import * as z from "zod";
import { now } from "./clock.ts";

const next = monotonicFactory();

/** A new id of one kind, e.g. `newId("cli")`. Sorts after every id made earlier in this process. */
export const newId = (prefix: string): string => `${prefix}_${next(now())}`;

/** A bare ULID, for sort keys. */
export const newUlid = (): string => next(now());

/** The schema of an id of one kind. */
export const idOf = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `must be an id like ${prefix}_01J…`);
