/** The firm's profile, and the parts of it that documents print. */
import { tenantId, useActor } from "../../lib/actor.ts";
import { fromId } from "../firm.ts";
import { DEFAULT_TERMS_DAYS, type Firm, type FirmLogo, type FirmProfile } from "../schema.ts";
import { type ProfileItem, ProfileRow } from "./entity.ts";

/** The stored profile of the actor's firm; null before anything was saved. One request. */
export async function profileRow(): Promise<ProfileItem | null> {
  const { data } = await ProfileRow.get({ tenantId: tenantId() }).go({ consistent: true });
  return data;
}

export const toProfile = (firm: Firm, row: ProfileItem | null): FirmProfile => ({
  ...firm,
  address: row?.address ?? null,
  email: row?.email ?? null,
  phone: row?.phone ?? null,
  vatNumber: row?.vatNumber ?? null,
  companyNumber: row?.companyNumber ?? null,
  bankAccountName: row?.bankAccountName ?? null,
  sortCode: row?.sortCode ?? null,
  accountNumber: row?.accountNumber ?? null,
  iban: row?.iban ?? null,
  termsDays: row?.termsDays ?? DEFAULT_TERMS_DAYS,
  terms: row?.terms ?? null,
  hasLogo: row?.logoKey !== undefined,
  version: row?.version ?? 0,
});

/** The actor's own firm: its name and what its documents say. Two requests, at once. */
export async function profile(): Promise<FirmProfile> {
  useActor();
  const [firm, row] = await Promise.all([fromId(tenantId()), profileRow()]);
  return toProfile(firm, row);
}

/** The logo for a page; null when there is none. One request and one to the storage. */
export async function logo(): Promise<FirmLogo> {
  const picture = await logoOf(await profileRow());
  if (!picture) return { dataUrl: null };
  const type = picture.format === "png" ? "png" : "jpeg";
  return { dataUrl: `data:image/${type};base64,${Buffer.from(picture.data).toString("base64")}` };
}

/** The logo's bytes; null when there is none. */
export async function logoOf(row: ProfileItem | null): Promise<{ data: Uint8Array; format: "png" | "jpg" } | null> {
  if (!row?.logoKey || !row.logoType) return null;
  // S3's client is large, and most requests need none.
  const { readFromS3 } = await import("../../provider/storage/index.ts");
  const data = await readFromS3(row.logoKey);
  return data && { data, format: row.logoType };
}
