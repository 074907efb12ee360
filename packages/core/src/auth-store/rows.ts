/**
 * Better Auth's rows for the rest of the product, read and written without a byte of Better Auth, so that the other
 * functions stay small. The shapes below are the part of its schema that decides keys; a test compares them with it.
 */
import type { CleanedWhere } from "better-auth/adapters";
import { documents, tableName } from "../lib/table/table.ts";
import { toModel, type Schema } from "./adapter/model.ts";
import { Store } from "./adapter/store.ts";
import { Unit } from "./adapter/unit.ts";
import { AUTH_PREFIX } from "./adapter/prefix.ts";

export { again } from "./adapter/again.ts";
export { NotUnique } from "./adapter/commit.ts";
export type { Row } from "./adapter/store.ts";
export type { Unit } from "./adapter/unit.ts";

const unique = { unique: true };
const index = { index: true };

/** Only fields that decide keys. */
export const KEY_SCHEMA: Schema = {
  user: { fields: { email: unique } },
  session: { fields: { token: unique, userId: index } },
  account: { fields: { userId: index } },
  organization: { fields: { slug: unique } },
  member: { fields: { organizationId: index, userId: index } },
  invitation: { fields: { organizationId: index, email: index } },
};

const model = (name: string) => toModel(KEY_SCHEMA, name, name);
export const USER = model("user");
export const SESSION = model("session");
export const ACCOUNT = model("account");
export const ORGANIZATION = model("organization");
export const MEMBER = model("member");
export const INVITATION = model("invitation");

const store = new Store({
  documents,
  table: tableName,
  prefix: AUTH_PREFIX,
  allowScan: false,
  keepExpired: false,
});

/** A unit of work over auth rows: find, create, update, remove, then `commit`. */
export const authUnit = (): Unit => new Unit(store);

/** `field = value`. */
export const is = (field: string, value: string | number | boolean | null): CleanedWhere => ({
  field,
  value,
  operator: "eq",
  connector: "AND",
  mode: "sensitive",
});
/** `field` is one of `values`. */
export const among = (field: string, values: string[]): CleanedWhere => ({
  field,
  value: values,
  operator: "in",
  connector: "AND",
  mode: "sensitive",
});
