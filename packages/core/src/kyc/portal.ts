/** The check of a client, for the client's own person: where it is, and begin it. */
import { Firm } from "../firm/index.ts";
import { isoIn, nowIso, SECOND_MS } from "../lib/clock.ts";
import { open } from "../lib/secret/crypto.ts";
import { VisibleError } from "../lib/error.ts";
import { nudge } from "../lib/queue.ts";
import { transact } from "../lib/table/transact.ts";
import { loadCase, type LoadedCase, Onboarding, portalClient } from "../onboarding/index.ts";
import { TAKES_ANSWERS } from "../case/rule/status.ts";
import { modeOfKey } from "../provider/lem-verify/index.ts";
import type { VerificationItem } from "./entity.ts";
import { loadCheck } from "./read.ts";
import { KYC_QUEUE } from "./rule/due.ts";
import { attemptsLeft, stateOf } from "./rule/state.ts";
import { CheckPassed, saved } from "./save.ts";
import { OtherWayAsked, type PortalVerification, type VerificationQuery, VerificationStart } from "./schema.ts";
import { alreadyDone, begin, notReady } from "./start.ts";

/** The live state, never what a redirect claims. While the result is awaited it also has the provider asked. Four or five requests. */
export async function state(query: VerificationQuery): Promise<PortalVerification> {
  const { check, ...loaded } = await load(portalClient(query));
  if (check?.status === "pending") await ask(check);
  return view(loaded, check);
}

/**
 * Begins the check, or goes on with the one that is open; a double click is one check. Errors: `kyc.not-ready`, `kyc.done`,
 * `kyc.no-attempts-left`, `kyc.unavailable`.
 */
export async function start(input: VerificationStart): Promise<PortalVerification> {
  const clientId = portalClient(VerificationStart.parse(input));
  await begin(await load(clientId));
  const { check, ...loaded } = await load(clientId);
  return view(loaded, check);
}

/**
 * The client asks to prove who they are without the face check: the case goes to the firm's queue, the firm and the client are
 * written to. Again is the same wish. Errors: `kyc.not-ready`, `kyc.done`.
 */
export async function otherWay(input: OtherWayAsked): Promise<PortalVerification> {
  const { way, note, ...which } = OtherWayAsked.parse(input);
  const clientId = portalClient(which);
  try {
    await Onboarding.move(clientId, { type: "other-way", way, note });
  } catch (error) {
    if (!(error instanceof VisibleError) || error.code !== "onboarding.cannot-other-way") throw error;
    const { row } = await loadCase(clientId);
    if (row.status === "pending_questionnaire" || TAKES_ANSWERS.has(row.status)) throw notReady();
    if (row.status !== "pending_approval" || !row.otherWay) throw alreadyDone();
  }
  const { check, ...loaded } = await load(clientId);
  return view(loaded, check);
}

async function load(clientId: string): Promise<LoadedCase & { check: VerificationItem | null }> {
  const loaded = await loadCase(clientId);
  const { verificationId } = loaded.row;
  return { ...loaded, check: verificationId === undefined ? null : await loadCheck(clientId, verificationId) };
}

async function view({ row, client }: LoadedCase, check: VerificationItem | null): Promise<PortalVerification> {
  const state = stateOf(row, check, nowIso());
  const firm = await Firm.fromId(row.tenantId);
  const url = state === "open" && check?.url ? open(check.url, { tenantId: row.tenantId, purpose: "kyc-url" }) : null;
  return {
    clientId: row.clientId,
    clientName: client.name,
    firmName: firm.name,
    state,
    url,
    expiresAt: state === "open" ? (check?.expiresAt ?? null) : null,
    attemptsLeft: attemptsLeft(row),
    isTest: modeOfKey(process.env.LEMVERIFY_API_KEY ?? "") === "test",
    ended: state !== "not-completed" ? null : check?.errorCode === "document_expired" ? "document-expired" : "stopped",
    message: row.more?.message ?? null,
    items: row.more ? [...row.more.items] : [],
    otherWay: state === "review" && row.otherWay ? { way: row.otherWay.way, at: row.otherWay.at } : null,
  };
}

const ASK_EVERY_MS = 15 * SECOND_MS;

/** Has the worker fetch the result, at most every 15 seconds. */
async function ask(check: VerificationItem): Promise<void> {
  if (check.askedAt !== undefined && check.askedAt > isoIn(-ASK_EVERY_MS)) return;
  const at = nowIso();
  try {
    await transact([saved(check, { ...check, askedAt: at, refreshAt: at })]);
  } catch (error) {
    if (error instanceof CheckPassed) return;
    throw error;
  }
  await nudge(KYC_QUEUE, { tenantId: check.tenantId, id: check.id });
}
