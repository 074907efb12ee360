import { requireStaff } from "../lib/actor.ts";
import { DAY_MS, now, nowIso, today } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { nudgeEmail } from "../email/index.ts";
import { mailItems } from "./mail.ts";
import { loadVersion } from "./read/load.ts";
import { edited, moved, type When } from "./rule/change.ts";
import { readAt, save } from "./save.ts";
import { type Proposal, ProposalUpdate, type ProposalUpdateInput, ProposalVersion } from "./schema.ts";

export const rightNow = (): When => ({ at: nowIso(), on: today() });

/**
 * Changes what is being written. What was sent stays as it is: the change is the beginning of the next version, and the
 * client can sign nothing until that is sent. Errors: `proposal.version-conflict` (with `current`), `proposal.cannot-edit`
 * (signed), `proposal.too-large`, `proposal.valid-until-past`.
 */
export async function update(id: string, input: ProposalUpdateInput): Promise<Proposal> {
  requireStaff("proposal:write");
  const given = ProposalUpdate.parse(input);
  const before = await readAt(id, given.version);
  const after = edited(before, given, rightNow(), () => newId("lin"));
  return save(
    before,
    { ...before, ...after },
    { action: "proposal.updated", summary: `Proposal ${before.row.number} changed` },
  );
}

/** Takes an offer back before its time. Errors: `proposal.cannot-expire`, `proposal.version-conflict`. */
export async function expire(id: string, input: ProposalVersion): Promise<Proposal> {
  requireStaff("proposal:write");
  const before = await readAt(id, ProposalVersion.parse(input).version);
  const when = rightNow();
  const row = moved(before.row, "expire", when, { expiredAt: when.at, printing: undefined, printAt: undefined });
  return save(before, { ...before, row }, { action: "proposal.expired", summary: `Proposal ${row.number} withdrawn` });
}

/** Nobody is reminded twice a day. */
const REMIND_EVERY_MS = DAY_MS;

/**
 * Writes to the client again about the version before them. Errors: `proposal.cannot-remind`, `proposal.expired`,
 * `proposal.reminded-already`, `proposal.being-made`, `proposal.version-conflict`.
 */
export async function remind(id: string, input: ProposalVersion): Promise<Proposal> {
  requireStaff("proposal:write");
  const before = await readAt(id, ProposalVersion.parse(input).version);
  const when = rightNow();
  const row = moved(before.row, "remind", when, { remindedAt: when.at });
  if (before.row.printing !== undefined)
    throw new VisibleError(
      "conflict",
      "proposal.being-made",
      "The document is still being made; the client is told when it is ready.",
    );
  if (before.row.remindedAt !== undefined && Date.parse(before.row.remindedAt) > now() - REMIND_EVERY_MS)
    throw new VisibleError(
      "conflict",
      "proposal.reminded-already",
      "The client was reminded within the last day. Wait until tomorrow, or call.",
    );
  const { version } = await loadVersion(before.row, before.row.sentVersion);
  const mail = mailItems("proposal-reminder", before.row, version);
  const saved = await save(
    before,
    { ...before, row },
    {
      action: "proposal.reminded",
      summary: `Reminder about ${row.number} sent to ${version.contactName}`,
      more: mail.items,
    },
  );
  await nudgeEmail(mail.id, row.tenantId);
  return saved;
}
