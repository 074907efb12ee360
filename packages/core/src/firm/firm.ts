/** Firms: organisations of Better Auth, read without it. */
import { notFound } from "../lib/error.ts";
import { among, authUnit, is, ORGANIZATION, type Row } from "../auth-store/rows.ts";
import type { Firm } from "./schema.ts";

const toFirm = ({ fields }: Row): Firm => ({
  id: String(fields.id),
  name: String(fields.name),
  createdAt: String(fields.createdAt),
});

/** A firm; 404 when there is none. One request. */
export async function fromId(id: string): Promise<Firm> {
  const [row] = await authUnit().find(ORGANIZATION, [is("id", id)]);
  if (!row) throw notFound("firm");
  return toFirm(row);
}

/** The firms of these ids, in no order. One request per 100. */
export async function fromIds(ids: string[]): Promise<Firm[]> {
  return ids.length === 0 ? [] : (await authUnit().find(ORGANIZATION, [among("id", ids)])).map(toFirm);
}
