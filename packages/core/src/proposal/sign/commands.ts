/** What a client decides about the version before them: accept it with a signature, or decline it. */
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from "cockatiel";
import { ClientPassed, loadClient, onboardingItems } from "../../client/index.ts";
import { type PortalActor, requirePortal } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { newId } from "../../lib/id.ts";
import { settled } from "../../lib/idempotency.ts";
import { nudge } from "../../lib/queue.ts";
import { transact, write } from "../../lib/table/transact.ts";
import { nudgeLane } from "../../outbox/nudge.ts";
import { rightNow } from "../commands.ts";
import { type ProposalItem, type SignatureItem, SignatureRow } from "../entity.ts";
import { loadVersion } from "../read/load.ts";
import { moved } from "../rule/change.ts";
import { CONSENT, sameName } from "../rule/consent.ts";
import { QUEUE } from "../rule/due.ts";
import { stateOn } from "../rule/state.ts";
import { type Sent, toPortalProposal } from "../rule/view.ts";
import { about, updateRow, VersionPassed } from "../save.ts";
import { type PortalProposal, ProposalDecline, ProposalSign, type ProposalSignInput } from "../schema.ts";
import { current, loadForPortal } from "./portal.ts";

/** Where a request came from, as the gateway saw it; never what its body says. */
export interface From {
  /** The viewer's address as the edge saw it. */
  ip: string;
  /** Who called the gateway: normally the edge. */
  edgeIp: string;
  userAgent: string;
}

/**
 * Somebody opened, changed or signed it at the same moment, or changed the client: all is read and decided again, so that
 * one of two who sign at once wins and the other reads who it was.
 */
const onPassed = retry(
  handleWhen((error) => error instanceof VersionPassed || error instanceof ClientPassed),
  {
    maxAttempts: 12,
    backoff: new ExponentialBackoff({ initialDelay: 10, maxDelay: 500, generator: fullJitterGenerator }),
  },
);

/**
 * Accepts the very version that was read. Signature, state, the client's onboarding and the audit rows are one transaction;
 * the signed PDF with its certificate is made afterwards. The same person signing again gets the same answer. Errors:
 * `proposal.superseded` and `proposal.hash-mismatch` (with `current`), `proposal.expired`, `proposal.cannot-sign`,
 * `proposal.signed-already`, `proposal.being-made`, `proposal.name-differs`.
 */
export async function sign(id: string, input: ProposalSignInput, from: From): Promise<PortalProposal> {
  const actor = requirePortal();
  const typed = ProposalSign.parse(input);
  const { answer, made, onboards } = await onPassed.execute(async () => {
    const row = await loadForPortal(id);
    const sent = await loadVersion(row, row.sentVersion);
    if (sent.signature)
      return { answer: await again(sent, sent.signature, actor, typed), made: false, onboards: false };
    await checkSame(row, typed.documentVersion);
    const when = rightNow();
    const after = moved(row, "sign", when, { signedAt: when.at, printing: "certificate", printAt: when.at });
    await checkDocument(sent, typed.documentHash);
    checkName(actor, typed);
    const signature = toSignature(sent, actor, { typed, from, at: when.at });
    const client = await loadClient(row.clientId);
    const onboarding = onboardingItems(client, when.at, `${row.number} was signed`);
    const view = toPortalProposal(
      { ...sent, row: after, signature },
      onboarding.length > 0 || client.status === "onboarding",
    );
    await transact([
      updateRow(row, after),
      write(SignatureRow.create(signature), () => new VersionPassed()),
      about(row, {
        action: "proposal.signed",
        summary: `${typed.name} signed proposal ${row.number}, version ${row.sentVersion}, as ${typed.capacity}`,
      }),
      ...onboarding,
      ...settled(view),
    ]);
    return { answer: view, made: true, onboards: onboarding.length > 0 };
  });
  if (made) await nudge(QUEUE, { tenantId: actor.tenantId, id });
  if (onboards) await nudgeLane(actor.tenantId);
  return answer;
}

/** Says no, with a reason if one is given. Errors: `proposal.superseded`, `proposal.expired`, `proposal.cannot-decline`. */
export async function decline(id: string, input: ProposalDecline): Promise<PortalProposal> {
  const { name } = requirePortal();
  const { documentVersion, reason } = ProposalDecline.parse(input);
  return onPassed.execute(async () => {
    const row = await loadForPortal(id);
    if (stateOn(row, rightNow().on) === "declined" && row.sentVersion === documentVersion) return current(row);
    await checkSame(row, documentVersion);
    const when = rightNow();
    const after = moved(row, "decline", when, {
      declinedAt: when.at,
      ...(reason ? { declineReason: reason } : {}),
    });
    const view = { ...(await current(row)), ...pick(after) };
    await transact([
      updateRow(row, after),
      about(row, {
        action: "proposal.declined",
        summary: `${name} declined proposal ${row.number}${reason ? `: ${reason}` : ""}`,
      }),
      ...settled(view),
    ]);
    return view;
  });
}

const pick = ({ declinedAt, declineReason }: ProposalItem) => ({
  status: "declined" as const,
  declinedAt: declinedAt ?? null,
  declineReason: declineReason ?? null,
});

/** Refuses what is about another version than the one before the client, and shows that one. */
async function checkSame(row: ProposalItem, documentVersion: number): Promise<void> {
  if (row.sentVersion === documentVersion) return;
  throw new VisibleError(
    "conflict",
    "proposal.superseded",
    `There is a newer version of ${row.number}. Read that one first.`,
    { extra: { current: await current(row) } },
  );
}

/** A signature is worth what it names: exactly the bytes that were stored for this version. */
async function checkDocument({ row, version }: Sent, documentHash: string): Promise<void> {
  if (version.documentHash === undefined)
    throw new VisibleError(
      "conflict",
      "proposal.being-made",
      "The document is still being made. Try again in a moment.",
      {
        retryAfterS: 5,
      },
    );
  if (version.documentHash !== documentHash)
    throw new VisibleError(
      "conflict",
      "proposal.hash-mismatch",
      "What was read is not the document of this version. Open the proposal again and read it before signing.",
      { extra: { current: await current(row) } },
    );
}

function checkName(actor: PortalActor, { name, otherName }: ProposalSign): void {
  if (otherName || sameName(name, actor.name)) return;
  throw new VisibleError(
    "unprocessable",
    "proposal.name-differs",
    `You are signed in as ${actor.name}. Type that name, or say that you sign under another one.`,
    { fields: [{ path: "name", message: `is not ${actor.name}` }] },
  );
}

/** Signed already: the same answer for whoever signed it, a refusal that names them for anybody else. */
async function again(sent: Sent, signature: SignatureItem, actor: PortalActor, typed: ProposalSign) {
  if (signature.userId === actor.userId && signature.documentHash === typed.documentHash) return current(sent.row);
  throw new VisibleError(
    "conflict",
    "proposal.signed-already",
    `${signature.name} has signed ${sent.row.number} already.`,
    { extra: { current: await current(sent.row) } },
  );
}

const MAX_USER_AGENT = 400;

const toSignature = (
  { row, version }: Sent,
  actor: PortalActor,
  { typed, from, at }: { typed: ProposalSign; from: From; at: string },
): SignatureItem => ({
  tenantId: row.tenantId,
  proposalId: row.id,
  userId: actor.userId,
  name: typed.name,
  accountName: actor.name,
  email: actor.email,
  capacity: typed.capacity,
  consent: CONSENT,
  at,
  ip: from.ip,
  edgeIp: from.edgeIp,
  userAgent: from.userAgent.slice(0, MAX_USER_AGENT),
  versionNumber: Number(version.number),
  documentHash: typed.documentHash,
  signedDocumentId: newId("doc"),
});
