/** Firms: organisations of Better Auth, read without it. */
import { notFound } from "../lib/error.ts";
import { among, authUnit, is, ORGANIZATION, type Row } from "../auth/rows.ts";
import { found } from "./found.ts";
import type { Firm as FirmView } from "./schema.ts";

const toFirm = ({ fields }: Row): FirmView => ({
  id: String(fields.id),
  name: String(fields.name),
  createdAt: String(fields.createdAt),
});

/** A firm; 404 when there is none. One request. */
async function fromId(id: string): Promise<FirmView> {
  const [row] = await authUnit().find(ORGANIZATION, [is("id", id)]);
  if (!row) throw notFound("firm");
  return toFirm(row);
}

/** The firms of these ids, in no order. One request per 100. */
async function fromIds(ids: string[]): Promise<FirmView[]> {
  return ids.length === 0 ? [] : (await authUnit().find(ORGANIZATION, [among("id", ids)])).map(toFirm);
}

export const Firm = { fromId, fromIds, found };
