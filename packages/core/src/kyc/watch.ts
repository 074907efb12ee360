/** Ongoing monitoring: who was approved is watched, and whoever turns up on a list later re-opens the case. */
import { activity } from "../activity/index.ts";
import { DAY_MS, isoIn, nowIso } from "../lib/clock.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { write } from "../lib/table/transact.ts";
import { loadCase } from "../onboarding/index.ts";
import { lemVerify } from "../provider/lem-verify/index.ts";
import { change, set } from "./change.ts";
import { PlaceRow, type VerificationItem } from "./entity.ts";
import { WATCH_EVERY_MS, WATCH_FOR_MS } from "./rule/due.ts";

/** Looks whether the firm decided yet: subscribes the person of an approved client, looks again later, or stops. */
export async function watch(row: VerificationItem): Promise<string> {
  const { tenantId, clientId, id, providerId, createdAt } = row;
  const later = (inMs: number | null, lastError?: string) =>
    change(clientId, id, (current) =>
      set(current, { monitorAt: inMs === null ? undefined : isoIn(inMs), ...(lastError ? { lastError } : {}) }),
    );
  const { row: of } = await loadCase(clientId);
  const isOver = of.status === "rejected" || of.status === "closed" || of.verificationId !== id;
  if (
    isOver ||
    row.monitorId !== undefined ||
    providerId === undefined ||
    Date.parse(nowIso()) > Date.parse(createdAt) + WATCH_FOR_MS
  ) {
    await later(null);
    return "not-watched";
  }
  if (of.status !== "approved") {
    await later(WATCH_EVERY_MS);
    return "undecided";
  }
  try {
    const { person } = row;
    const monitorId = await lemVerify(tenantId).monitor(
      providerId,
      id,
      person
        ? { forename: person.given, surname: person.family, dateOfBirth: person.dateOfBirth, address: person.address }
        : null,
    );
    await change(
      clientId,
      id,
      (current) => set(current, { monitorId, monitorAt: undefined }),
      () => [
        write(PlaceRow.upsert({ ref: monitorId, tenantId, clientId, verificationId: id })),
        activity({
          entityType: "kyc",
          entityId: id,
          clientId,
          action: "kyc.watched",
          summary: "The person is watched from now on: LEM Verify tells us when they turn up on a list",
        }),
      ],
    );
    return "watched";
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const code = error.details.providerCode ?? error.kind;
    await later(error.kind === "rejected" ? null : Math.max(error.details.retryAfterMs ?? 0, DAY_MS / 12), code);
    return `failed-${error.kind}`;
  }
}
