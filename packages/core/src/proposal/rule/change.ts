/** From a proposal as it is and what a person asks, to the proposal as it must be. Pure. */
import type { Change } from "../../activity/schema.ts";
import { VisibleError } from "../../lib/error.ts";
import { formatPence } from "../../lib/text/money.ts";
import { MAX_TOTAL_PENCE } from "../../invoice/schema.ts";
import type { Line, ProposalItem, Shown, Words } from "../entity.ts";
import type { LineInput, ProposalUpdate } from "../schema.ts";
import { present } from "../../lib/table/present.ts";
import { withDue } from "./due.ts";
import { next, type ProposalEvent } from "./state.ts";
import { proposalSum } from "./total.ts";

export interface Changed {
  row: ProposalItem;
  words: Words;
}

/** The moment and the day in London. */
export interface When {
  at: string;
  on: string;
}

/** Lines as they are stored. A line keeps the id of one of `before`; others get a new one. */
export function toLines(typed: readonly LineInput[], before: readonly Line[], newId: () => string): Line[] {
  const free = new Set(before.map((line) => line.id));
  return typed.map(({ id, serviceId, description, ...line }) => ({
    ...line,
    id: id !== undefined && free.delete(id) ? id : newId(),
    ...(serviceId ? { serviceId } : {}),
    ...(description ? { description } : {}),
  }));
}

type Totals = Pick<ProposalItem, "oneOffPence" | "monthlyPence" | "annualPence">;

/** The totals of lines, refused when nobody could mean them. */
export function totals(lines: readonly Line[]): Totals {
  const { one_off: oneOff, monthly, annual } = proposalSum(lines).byBilling;
  if (Math.max(oneOff.totalPence, monthly.totalPence, annual.totalPence) > MAX_TOTAL_PENCE)
    throw new VisibleError(
      "invalid",
      "proposal.too-large",
      `A proposal can come to at most ${formatPence(MAX_TOTAL_PENCE)}. Check the quantities and prices.`,
      { fields: [{ path: "lines", message: "come to more than a proposal can hold" }] },
    );
  return { oneOffPence: oneOff.totalPence, monthlyPence: monthly.totalPence, annualPence: annual.totalPence };
}

/** An offer is open today at least. */
export function checkValidUntil(validUntilOn: string, on: string): void {
  if (validUntilOn < on)
    throw new VisibleError("invalid", "proposal.valid-until-past", "The date until which it is valid has passed.", {
      fields: [{ path: "validUntilOn", message: "must not be in the past" }],
    });
}

/** Fields to set; `undefined` takes one away. */
type Set = { [Name in keyof ProposalItem]?: ProposalItem[Name] | undefined };

/** The row after an event: its new state, one version further, and what follows later from that. */
export function moved(row: ProposalItem, event: ProposalEvent, { at, on }: When, set: Set = {}): ProposalItem {
  const state = next(row, event, on);
  return withDue(present({ ...row, state, updatedAt: at, version: row.version + 1, ...set }) as ProposalItem);
}

/** What ends with the version that was sent, when the next one is begun. */
const ENDED = {
  declinedAt: undefined,
  declineReason: undefined,
  expiredAt: undefined,
  printing: undefined,
  printAt: undefined,
};

/** What the client goes on to see in their list: never what is being written. */
const shownOf = ({ title, validUntilOn, oneOffPence, monthlyPence, annualPence }: ProposalItem): Shown => ({
  title,
  validUntilOn,
  oneOffPence,
  monthlyPence,
  annualPence,
});

/** Applies an edit. What was sent is a version of its own and stays as it is; from here on the next one is written. */
export function edited(before: Changed, given: ProposalUpdate, when: When, newId: () => string): Changed {
  const { title, validUntilOn, introduction, terms, lines } = given;
  if (validUntilOn !== undefined) checkValidUntil(validUntilOn, when.on);
  const kept = { introduction: before.words.introduction, terms: before.words.terms };
  const words: Words = {
    introduction: introduction === undefined ? kept.introduction : introduction || undefined,
    terms: terms === undefined ? kept.terms : terms || undefined,
    lines: lines === undefined ? before.words.lines : toLines(lines, before.words.lines, newId),
  };
  const row = moved(before.row, "edit", when, {
    ...ENDED,
    ...(title === undefined ? {} : { title }),
    ...(validUntilOn === undefined ? {} : { validUntilOn }),
    ...(lines === undefined ? {} : totals(words.lines)),
    wordsVersion: before.row.version + 1,
    shown: before.row.shown ?? (before.row.state === "draft" ? undefined : shownOf(before.row)),
  });
  return { row, words };
}

const linesInWords = ({ lines }: Words, { oneOffPence, monthlyPence, annualPence }: Totals): string =>
  `${lines.length} ${lines.length === 1 ? "line" : "lines"}: ${formatPence(oneOffPence)} once, ${formatPence(monthlyPence)} a month, ${formatPence(annualPence)} a year`;

/** What the audit row says changed, field by field. */
export function differences(before: Changed, after: Changed): Change[] {
  const fieldsOf = ({ row, words }: Changed): Record<string, string | null> => ({
    title: row.title,
    validUntilOn: row.validUntilOn,
    introduction: words.introduction ?? null,
    terms: words.terms ?? null,
    state: row.state,
    lines: linesInWords(words, row),
  });
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return Object.keys(is)
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((change) => change.before !== change.after);
}
