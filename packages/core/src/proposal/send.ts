import { Firm } from "../firm/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { nudge } from "../lib/queue.ts";
import { write } from "../lib/table/transact.ts";
import { rightNow } from "./commands.ts";
import { offerable } from "./create.ts";
import { SentWordsRow, type VersionItem, VersionRow } from "./entity.ts";
import { MAX_VERSIONS, versionKey } from "./read/load.ts";
import { checkValidUntil, moved } from "./rule/change.ts";
import { QUEUE } from "./rule/due.ts";
import { readAt, save } from "./save.ts";
import { type Proposal, ProposalVersion } from "./schema.ts";

/**
 * Makes what is written a version that never changes any more, and has its PDF made; the mail goes out, once, when that is
 * there. Errors: `proposal.cannot-send`, `proposal.valid-until-past`, `proposal.client-archived`, `proposal.no-recipient`,
 * `proposal.too-many-versions`, `proposal.version-conflict`.
 */
export async function send(id: string, input: ProposalVersion): Promise<Proposal> {
  const actor = requireStaff("proposal:write");
  const before = await readAt(id, ProposalVersion.parse(input).version);
  const when = rightNow();
  const number = before.row.sentVersion + 1;
  const sent = moved(before.row, "send", when, {
    sentVersion: number,
    sentAt: when.at,
    shown: undefined,
    viewedAt: undefined,
    remindedAt: undefined,
    printing: "offer",
    printAt: when.at,
  });
  checkValidUntil(sent.validUntilOn, when.on);
  if (number > MAX_VERSIONS)
    throw new VisibleError(
      "conflict",
      "proposal.too-many-versions",
      `${sent.number} has ${MAX_VERSIONS} versions already. Make a new proposal instead.`,
    );
  const [client, firm] = await Promise.all([offerable(sent.clientId), Firm.fromId(actor.tenantId)]);
  const sentTo = client.contactEmail ?? client.email;
  if (sentTo === undefined)
    throw new VisibleError(
      "unprocessable",
      "proposal.no-recipient",
      `There is no address to send it to. Add a contact with an email address to ${client.name} first.`,
    );
  const row = { ...sent, clientName: client.name };
  const version: VersionItem = {
    tenantId: row.tenantId,
    proposalId: id,
    number: versionKey(number),
    title: row.title,
    firmName: firm.name,
    clientName: client.name,
    validUntilOn: row.validUntilOn,
    oneOffPence: row.oneOffPence,
    monthlyPence: row.monthlyPence,
    annualPence: row.annualPence,
    sentAt: when.at,
    sentBy: actor.name,
    sentTo,
    contactName: client.contactName ?? client.name,
    documentId: newId("doc"),
  };
  const key = { tenantId: row.tenantId, proposalId: id, number: version.number };
  const after = { ...before, row, versions: [version, ...before.versions] };
  const saved = await save(before, after, {
    action: "proposal.sent",
    summary: `Proposal ${row.number}, version ${number}, sent to ${version.contactName}`,
    more: [write(VersionRow.create(version)), write(SentWordsRow.create({ ...key, words: { ...before.words } }))],
  });
  await nudge(QUEUE, { tenantId: row.tenantId, id });
  return saved;
}
