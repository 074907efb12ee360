/** Beginning a check: our row first, with its attempt counted, then the provider's session; each once, however often it is asked for. */
import { requirePortal } from "../lib/actor.ts";
import { appUrl } from "../lib/app-url.ts";
import { isoIn, MINUTE_MS, nowIso, SECOND_MS } from "../lib/clock.ts";
import { ConfigError } from "../lib/config.ts";
import { seal } from "../lib/secret/crypto.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { logError } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { type LoadedCase, Onboarding } from "../onboarding/index.ts";
import { lemVerify, type LemVerify, wireOf } from "../provider/lem-verify/index.ts";
import { PlaceRow, type VerificationItem, VerificationRow } from "./entity.ts";
import { POLL_AFTER_MS } from "./rule/due.ts";
import { attemptsLeft, stateOf } from "./rule/state.ts";
import { CheckPassed, saved } from "./save.ts";
import { CHECK_PRICE_PENCE, FACE_CONSENT_WORDING } from "./schema.ts";

const refused = (code: string, words: string): VisibleError => new VisibleError("conflict", `kyc.${code}`, words);
export const notReady = () => refused("not-ready", "Finish your answers first. The identity check comes after them.");
export const alreadyDone = () => refused("done", "There is nothing to check at the moment.");
const unavailable = (retryAfterS: number, cause: unknown): VisibleError =>
  new VisibleError(
    "unavailable",
    "kyc.unavailable",
    "The identity check cannot be started just now. Your answers are safe; try again in a few minutes.",
    { retryAfterS, cause },
  );

/** Leaves the check open, or another request busy opening it. Errors: see `Kyc.start`. */
export async function begin({ row, client, check }: LoadedCase & { check: VerificationItem | null }): Promise<void> {
  const state = stateOf(row, check, nowIso());
  if (state === "not-ready" || state === "more-needed") throw notReady();
  if (state === "review" || state === "passed" || state === "closed") throw alreadyDone();
  if (state === "open") return;
  const lem = provider(row.tenantId);
  if (check?.status === "starting") return open(check, lem);
  if (attemptsLeft(row) === 0)
    throw refused(
      "no-attempts-left",
      "The check was tried as often as it can be. We will look at your documents ourselves.",
    );
  const fresh = freshCheck(row, client.name, lem);
  try {
    // The case counts the attempt at the version that was read: of two clicks one gets through.
    await Onboarding.move(
      row.clientId,
      { type: "verifying", verificationId: fresh.id },
      { version: row.version, items: () => created(fresh) },
    );
  } catch (error) {
    if (error instanceof VisibleError && error.code === "onboarding.version-conflict") return;
    throw error;
  }
  await open(fresh, lem);
}

function provider(tenantId: string): LemVerify {
  try {
    return lemVerify(tenantId);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    logError("identity checks are not set up", error);
    throw unavailable(3600, error);
  }
}

function freshCheck(
  { tenantId, clientId, attempts }: LoadedCase["row"],
  clientName: string,
  lem: LemVerify,
): VerificationItem {
  const at = nowIso();
  const { userId, name } = requirePortal();
  return {
    tenantId,
    clientId,
    id: newId("kyc"),
    clientName,
    version: 1,
    wire: wireOf(),
    ...(lem.mode === null ? {} : { mode: lem.mode }),
    costPence: CHECK_PRICE_PENCE,
    attempt: attempts + 1,
    faceConsent: { by: userId, byName: name, at, wording: FACE_CONSENT_WORDING },
    status: "starting",
    hits: [],
    events: [],
    files: [],
    filesState: "none",
    refreshTries: 0,
    filesTries: 0,
    createdAt: at,
    updatedAt: at,
  };
}

const place = ({ tenantId, clientId, id }: VerificationItem, ref: string): TransactItem =>
  write(PlaceRow.upsert({ ref, tenantId, clientId, verificationId: id }));

const created = (check: VerificationItem): TransactItem[] => [
  write(VerificationRow.create(check)),
  place(check, check.id),
];

/** A request that died in the middle holds the others up for so long. */
const STARTING_MS = 30 * SECOND_MS;

/** Asks the provider for the session, unless somebody else is at it. */
async function open(check: VerificationItem, lem: LemVerify): Promise<void> {
  if (check.startingAt !== undefined && check.startingAt > isoIn(-STARTING_MS)) return;
  const asking: VerificationItem = { ...check, startingAt: nowIso() };
  const mine = await transact([saved(check, asking)]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CheckPassed) return false;
      throw error;
    },
  );
  if (!mine) return;
  const claimed = { ...asking, version: check.version + 1 };
  const { startingAt: _, lastError: __, ...rest } = claimed;
  try {
    const session = await lem.createVerificationSession({
      clientReference: check.id,
      // Whoever comes back may be on another device, and have several companies.
      redirectUrl: `${appUrl()}/client-portal/onboarding/complete?company=${check.clientId}`,
      requiredDocuments: ["passport", "driving_licence"],
      amlChecks: true,
    });
    const url = seal(session.url, { tenantId: check.tenantId, purpose: "kyc-url" });
    const opened: VerificationItem = {
      ...rest,
      status: "pending",
      providerId: session.id,
      url,
      expiresAt: session.expiresAt,
      refreshAt: [isoIn(POLL_AFTER_MS), session.expiresAt].toSorted()[0] ?? session.expiresAt,
      refreshTries: 0,
    };
    await transact([saved(claimed, opened), place(check, session.id)]);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await transact([saved(claimed, { ...rest, lastError: error.details.providerCode ?? error.kind })]);
    throw unavailable(Math.ceil((error.details.retryAfterMs ?? 2 * MINUTE_MS) / 1000), error);
  }
}
