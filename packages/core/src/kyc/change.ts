/** The one way in which a check changes: read, decide, write check, case and audit in one transaction; again when somebody was faster. */
import { ExponentialBackoff, fullJitterGenerator, handleWhen, retry } from "cockatiel";
import { activity } from "../activity/index.ts";
import type { ActivityAction } from "../activity/schema.ts";
import { tenantId, withActor } from "../lib/actor.ts";
import { DAY_MS, isoIn, nowIso, today } from "../lib/clock.ts";
import { transact, type TransactItem } from "../lib/table/transact.ts";
import { personAnswered } from "../onboarding/answer/person.ts";
import { type Checks, loadCase, Onboarding } from "../onboarding/index.ts";
import { PROVIDER, remedyOf } from "../provider/lem-verify/index.ts";
import type { VerificationItem } from "./entity.ts";
import { loadCheck } from "./read.ts";
import { checksOf } from "./rule/checks.ts";
import type { Merged, News } from "./rule/merge.ts";
import { isSomebodyElse } from "./rule/person.ts";
import { CheckPassed, saved } from "./save.ts";
import { MAX_ATTEMPTS } from "./schema.ts";

const onPassed = retry(
  handleWhen((error) => error instanceof CheckPassed),
  {
    maxAttempts: 6,
    backoff: new ExponentialBackoff({ initialDelay: 10, maxDelay: 400, generator: fullJitterGenerator }),
  },
);

/** A plain change, which the case hears nothing of; undefined removes. */
export const set = (
  row: VerificationItem,
  over: { [K in keyof VerificationItem]?: VerificationItem[K] | undefined },
): Merged => ({
  row: Object.fromEntries(
    Object.entries({ ...row, ...over }).filter(([, value]) => value !== undefined),
  ) as VerificationItem,
  news: "changed",
});

/**
 * Applies what `decide` makes of the check as it is now; `more` are writes of the same transaction. In the name of the provider.
 * Answers what it was, and the row after it; null when there is no such check in the actor's firm.
 */
export function change(
  clientId: string,
  id: string,
  decide: (row: VerificationItem) => Merged,
  more: () => readonly TransactItem[] = () => [],
): Promise<Merged | null> {
  return withActor({ kind: "provider", provider: PROVIDER, tenantId: tenantId() }, () =>
    onPassed.execute(async () => {
      const before = await loadCheck(clientId, id);
      if (!before) return null;
      const { row, news } = decide(before);
      const after = afterwards(row, news);
      const items = [...(after === before ? [] : [saved(before, after)]), ...audit(after, news), ...more()];
      await tell(after, news, items);
      return { row: after, news };
    }),
  );
}

/** What follows from the news: files to copy, somebody to watch, a night to look again. */
function afterwards(row: VerificationItem, news: News): VerificationItem {
  const at = nowIso();
  if (news === "result")
    return { ...row, refreshAt: isoIn(DAY_MS), refreshTries: 0, filesAt: at, filesTries: 0, monitorAt: at };
  if (news === "alert") return { ...row, alertedAt: at, filesAt: at, filesTries: 0 };
  if (news !== "ended") return row;
  const { refreshAt: _, ...rest } = row;
  return rest;
}

/** Tells the case, in one transaction with `items`. */
async function tell(row: VerificationItem, news: News, items: readonly TransactItem[]): Promise<void> {
  const { clientId, id: verificationId } = row;
  const options = { items: () => items };
  if (news === "result")
    await Onboarding.move(clientId, { type: "result", verificationId, checks: await checksFound(row) }, options);
  else if (news === "alert") await Onboarding.move(clientId, { type: "alert", verificationId }, options);
  else if (news === "ended" && (await isLastTry(row)))
    await Onboarding.move(
      clientId,
      { type: "result", verificationId, checks: { ...checksOf(row, today()), outcome: "exhausted" } },
      options,
    );
  else await transact(items);
}

/** A good document of somebody else is no document of the client's. */
async function checksFound(row: VerificationItem): Promise<Checks> {
  const checks = checksOf(row, today());
  const isOther = isSomebodyElse(row.person, await personAnswered(row.clientId));
  return isOther ? { ...checks, document: false } : checks;
}

/** No attempt is left: a person takes over, and the client is not sent round again. */
async function isLastTry({ clientId, id }: VerificationItem): Promise<boolean> {
  const { row } = await loadCase(clientId);
  return row.verificationId === id && row.attempts >= MAX_ATTEMPTS;
}

const ACTIONS: Partial<Record<News, ActivityAction>> = {
  result: "kyc.result",
  alert: "kyc.alert",
  ended: "kyc.not-completed",
};

function audit(row: VerificationItem, news: News): TransactItem[] {
  const action = ACTIONS[news];
  if (!action) return [];
  const words = {
    result: `Identity check ${row.attempt}: ${row.outcome}${row.hits.length > 0 ? ", with names on lists" : ""}`,
    alert: `Monitoring reported something new; names on lists so far: ${row.hits.length}`,
    ended: `Identity check ${row.attempt} ended without a result. ${remedyOf(row.errorCode)}`,
  }[news as "result" | "alert" | "ended"];
  return [activity({ entityType: "kyc", entityId: row.id, clientId: row.clientId, action, summary: words })];
}
