/** Changing what the firm's documents say. The name is Better Auth's row: both are written together or not at all. */
import { createHash } from "node:crypto";
import { activity } from "../../activity/index.ts";
import type { Change } from "../../activity/schema.ts";
import { again, authUnit, is, ORGANIZATION, type Row } from "../../auth-store/rows.ts";
import { requireStaff } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { settled } from "../../lib/idempotency.ts";
import { transact, type TransactItem, write } from "../../lib/table/transact.ts";
import {
  DEFAULT_TERMS_DAYS,
  FirmLogoUpload,
  type FirmProfile,
  FirmUpdate,
  type FirmUpdateInput,
  MAX_LOGO_BYTES,
} from "../schema.ts";
import { type ProfileItem, ProfileRow } from "./entity.ts";
import { profile, profileRow, toProfile } from "./read.ts";

/** Thrown when somebody else saved in between; holds the newer profile once it is read. */
class Passed extends VisibleError {
  constructor(current?: FirmProfile) {
    super(
      "conflict",
      "firm.version-conflict",
      "Somebody else changed the firm's details in the meantime. Look at the newer ones and apply your change again.",
      current ? { extra: { current } } : {},
    );
  }
}

/**
 * Changes name, address, numbers, bank details and defaults. Invoices that are printed from now on show them. Errors:
 * `firm.version-conflict` (with `current`).
 */
export async function update(input: FirmUpdateInput): Promise<FirmProfile> {
  const { name, version, ...given } = FirmUpdate.parse(input);
  return change(version, name, "Details of the firm changed", (row) => ({ ...row, ...given }) as ProfileItem);
}

/** Shows this picture on documents. Errors: `firm.logo-invalid` (what it is instead), `firm.version-conflict`. */
export async function setLogo(input: FirmLogoUpload): Promise<FirmProfile> {
  const { tenantId } = requireStaff("settings:manage");
  const { version, base64 } = FirmLogoUpload.parse(input);
  const body = Buffer.from(base64, "base64");
  const { pictureType } = await import("./picture.ts");
  const logoType = body.byteLength > MAX_LOGO_BYTES ? null : pictureType(body);
  if (logoType === null)
    throw new VisibleError(
      "unprocessable",
      "firm.logo-invalid",
      "The logo must be a PNG or JPEG of at most 2,000 pixels a side.",
      {
        fields: [{ path: "base64", message: "must be a PNG or JPEG picture" }],
      },
    );
  const logoKey = `t/${tenantId}/logo/${createHash("sha256").update(body).digest("hex")}.${logoType}`;
  const { uploadToS3 } = await import("../../provider/storage/index.ts");
  await uploadToS3({ key: logoKey, body, contentType: logoType === "png" ? "image/png" : "image/jpeg" });
  return change(version, undefined, "Logo of the firm changed", (row) => ({ ...row, logoKey, logoType }));
}

/** Prints documents without a logo. Errors: `firm.version-conflict`. */
export const removeLogo = ({ version }: { version: number }): Promise<FirmProfile> =>
  change(version, undefined, "Logo of the firm removed", (row) => omit(row, ["logoKey", "logoType"]));

async function change(
  version: number,
  name: string | undefined,
  summary: string,
  apply: (row: ProfileItem) => ProfileItem,
): Promise<FirmProfile> {
  const actor = requireStaff("settings:manage");
  try {
    return await again(async () => {
      const unit = authUnit();
      const [[organization], before] = await Promise.all([
        unit.find(ORGANIZATION, [is("id", actor.tenantId)]),
        profileRow(),
      ]);
      if (!organization) throw notFound("firm");
      if ((before?.version ?? 0) !== version) throw new Passed();
      const at = nowIso();
      const empty = {
        tenantId: actor.tenantId,
        termsDays: DEFAULT_TERMS_DAYS,
        version: 0,
        updatedAt: at,
        updatedBy: "",
      };
      const stored = present({
        ...apply(before ?? empty),
        version: version + 1,
        updatedAt: at,
        updatedBy: actor.userId,
      });
      const was = toProfile(firmOf(organization), before);
      const next = toProfile({ ...firmOf(organization), name: name ?? was.name }, stored);
      const items = [
        write(
          ProfileRow.put(stored).where((row, attr) =>
            before ? attr.eq(row.version, version) : attr.notExists(row.version),
          ),
          () => new Passed(),
        ),
        activity({
          entityType: "firm",
          entityId: actor.tenantId,
          action: "firm.updated",
          summary,
          changes: differences(was, next),
        }),
        ...settled(next),
      ];
      await commit(unit, organization, name === was.name ? undefined : name, items);
      return next;
    });
  } catch (error) {
    throw error instanceof Passed ? new Passed(await profile()) : error;
  }
}

/** The name's row is only written when the name changes, so that two edits of other fields do not meet there. */
async function commit(
  unit: ReturnType<typeof authUnit>,
  organization: Row,
  name: string | undefined,
  items: TransactItem[],
): Promise<void> {
  if (name === undefined) return transact(items);
  unit.update(ORGANIZATION, organization, { name });
  await unit.commit(items);
}

const firmOf = ({ fields }: Row) => ({
  id: String(fields.id),
  name: String(fields.name),
  createdAt: String(fields.createdAt),
});

const omit = (row: ProfileItem, names: readonly string[]): ProfileItem =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))) as ProfileItem;

/** Without what was cleared. */
const present = (row: ProfileItem): ProfileItem =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ) as ProfileItem;

/** Field by field; bank details by name only, because the audit trail is read by more people than may see them change. */
const PRIVATE = new Set(["sortCode", "accountNumber", "iban"]);
function differences(before: FirmProfile, after: FirmProfile): Change[] {
  const shown = (profile: FirmProfile, field: keyof FirmProfile): string | null => {
    const value = profile[field];
    if (value === null || value === false) return null;
    return PRIVATE.has(field) ? "…" : typeof value === "object" ? Object.values(value).join(", ") : String(value);
  };
  return (Object.keys(after) as (keyof FirmProfile)[])
    .filter((field) => field !== "version" && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: shown(before, field), after: shown(after, field) }));
}
