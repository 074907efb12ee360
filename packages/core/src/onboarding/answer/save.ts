/** One answer of a client's own person is saved. */
import { isDeepStrictEqual } from "node:util";
import { requirePortal } from "../../lib/actor.ts";
import { nowIso, today } from "../../lib/clock.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { settled } from "../../lib/idempotency.ts";
import { transact, type TransactItem, write } from "../../lib/table/transact.ts";
import { type CaseItem, CaseRow } from "../../case/entity.ts";
import { move } from "../move.ts";
import { forPortal, portalClient } from "../portal.ts";
import type { Question } from "../question/kind.ts";
import { type AnswerValue, checkAnswer } from "../question/value.ts";
import { TAKES_ANSWERS } from "../../case/rule/status.ts";
import { PortalAnswer, type PortalOnboarding } from "../schema.ts";
import { type AnswerItem, AnswerRow } from "./entity.ts";
import { type Answered, loadAnswers, loadSuggestions } from "./read.ts";
import type { Suggestion } from "./suggestion.ts";
import { toAnswer } from "./view.ts";

/**
 * Saves one answer, checked against its question, and answers with the whole questionnaire. The first one starts the case.
 * Errors: `onboarding.question-unknown`, `onboarding.answer-invalid` (fields `value…`), `onboarding.answer-conflict` (with
 * `current`), `onboarding.answers-closed`.
 */
export async function saveAnswer(input: PortalAnswer): Promise<PortalOnboarding> {
  const given = PortalAnswer.parse(input);
  const clientId = portalClient(given);
  const before = await loadAnswers(clientId);
  const question = before.sections.flatMap(({ questions }) => questions).find(({ key }) => key === given.key);
  if (!question) throw notFound("question");
  if (!TAKES_ANSWERS.has(before.row.status)) throw closed();
  const value = checked(question, given.value);
  const existing = before.rows.get(question.key);
  // The same answer from another device, or the same request again, is nobody's conflict.
  const isSame = existing !== undefined && isDeepStrictEqual(existing.answer.value, value);
  if (!isSame) {
    if ((existing?.version ?? 0) !== given.version) throw passed(existing);
    await save(before, put(before, { question, value, existing, source: await sourceOf(before, question.key, value) }));
  }
  return forPortal({ clientId });
}

function checked(question: Question, value: AnswerValue): AnswerValue {
  const found = checkAnswer(question, value, today());
  if ("value" in found) return found.value;
  const fields = found.errors.map(({ path, message }) => ({
    path: path === "" ? "value" : `value.${path}`,
    message,
  }));
  throw new VisibleError("invalid", "onboarding.answer-invalid", fields[0]?.message ?? "This is not an answer.", {
    fields,
  });
}

const closed = () =>
  new VisibleError(
    "conflict",
    "onboarding.answers-closed",
    "Your answers have been submitted and cannot be changed here any more. Contact your accountant if something is wrong.",
  );

const passed = (existing: AnswerItem | undefined) =>
  new VisibleError(
    "conflict",
    "onboarding.answer-conflict",
    "This answer was changed on another device or by somebody else. Look at what it says now.",
    { extra: { current: existing ? toAnswer(existing) : null } },
  );

/** A suggestion that was confirmed as it stood keeps its source. */
async function sourceOf(before: Answered, key: string, value: AnswerValue) {
  const suggestion = (await loadSuggestions(before)).get(key);
  return suggestion && isDeepStrictEqual(suggestion.value, value) ? suggestion : null;
}

interface Put {
  question: Question;
  value: AnswerValue;
  existing: AnswerItem | undefined;
  source: Suggestion | null;
}

function put({ row: { tenantId, clientId } }: Answered, { question, value, existing, source }: Put): TransactItem {
  const { userId, name } = requirePortal();
  const item: AnswerItem = {
    tenantId,
    clientId,
    key: question.key,
    answer: { value },
    source: source?.source ?? "typed",
    ...(source ? { reason: source.reason } : {}),
    ...(source?.confidence === undefined ? {} : { confidence: source.confidence }),
    ...(source?.place ? { place: source.place } : {}),
    ...(question.wording === undefined ? {} : { wording: question.wording }),
    confirmedAt: nowIso(),
    confirmedBy: userId,
    confirmedByName: name,
    version: (existing?.version ?? 0) + 1,
  };
  return write(
    AnswerRow.put(item).where((attr, is) =>
      existing ? is.eq(attr.version, existing.version) : is.notExists(attr.version),
    ),
    () => passed(existing),
  );
}

/** With the case counted on, so that a submission that read the answers before this one is refused and reads again. */
async function save({ row, client }: Answered, answer: TransactItem): Promise<void> {
  if (row.status === "in_progress") await transact([answer, counted(row), ...settled(null)]);
  else await move(client.id, { type: "started" }, { items: () => [answer] });
}

const counted = ({ tenantId, clientId }: CaseItem): TransactItem =>
  write(
    CaseRow.patch({ tenantId, clientId })
      .add({ version: 1 })
      .where((attr, is) => is.eq(attr.status, "in_progress")),
    closed,
  );
