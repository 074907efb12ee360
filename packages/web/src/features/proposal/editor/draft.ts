/** A proposal as it is being typed: every box is text until it is saved. Pure. */
import {
  PricePence,
  ProposalCreate,
  type ProposalCreateInput,
  proposalSum,
  Quantity,
} from "@practice-hub/core/proposal/schema";
import type { Billing } from "@practice-hub/core/service/schema";
import { sentence } from "../../../lib/form/sentence.ts";
import { formatPence, parsePounds, typedPounds } from "../../../lib/money.ts";
import type { FieldProblem } from "../../../lib/request/problem.ts";
import { longDate } from "../../../lib/time/date.ts";
import { plusDays } from "../../../lib/time/day.ts";
import type { ConflictRow } from "../../../ui/overlay/conflict.tsx";
import type { DraftRules } from "../../editor/use-editor.ts";
import type { VAT_WORDS } from "../../invoice/words.ts";
import type { Service } from "../../service/queries.ts";
import type { Proposal } from "../queries.ts";
import { BILLING_WORDS } from "../../service/words.ts";

export interface DraftLine {
  /** Of this page only. */
  key: string;
  /** The id of a line that is saved already. */
  id?: string | undefined;
  serviceId?: string | undefined;
  name: string;
  description: string;
  quantity: string;
  price: string;
  billing: Billing;
  vatRate: keyof typeof VAT_WORDS;
}
export interface Draft {
  /** The version it was read at; 0 for a new one. */
  version: number;
  clientId: string;
  clientName: string;
  title: string;
  validUntilOn: string;
  introduction: string;
  terms: string;
  lines: DraftLine[];
}

/** A new line takes over how the one before it is billed and taxed. */
export const newLine = (before?: DraftLine): DraftLine => ({
  key: crypto.randomUUID(),
  name: "",
  description: "",
  quantity: "1",
  price: "",
  billing: before?.billing ?? "monthly",
  vatRate: before?.vatRate ?? "standard",
});

/** A line with a service's words and price, which may be changed for this proposal alone. */
export const lineOf = (service: Service): DraftLine => ({
  ...newLine(),
  serviceId: service.id,
  name: service.name,
  description: service.description ?? "",
  price: typedPounds(service.unitPricePence),
  billing: service.billing,
  vatRate: service.vatRate,
});

/** Valid for 30 days, as the API decides when nothing is given. */
export const newDraft = (today: string, client?: { id: string; name: string }): Draft => ({
  version: 0,
  clientId: client?.id ?? "",
  clientName: client?.name ?? "",
  title: "",
  validUntilOn: plusDays(today, 30),
  introduction: "",
  terms: "",
  lines: [newLine()],
});

export const draftOf = (proposal: Proposal): Draft => ({
  version: proposal.version,
  clientId: proposal.clientId,
  clientName: proposal.clientName,
  title: proposal.title,
  validUntilOn: proposal.validUntilOn,
  introduction: proposal.introduction ?? "",
  terms: proposal.terms ?? "",
  lines: proposal.lines.map((line) => ({
    key: line.id,
    id: line.id,
    serviceId: line.serviceId ?? undefined,
    name: line.name,
    description: line.description ?? "",
    quantity: line.quantity,
    price: typedPounds(line.unitPricePence),
    billing: line.billing,
    vatRate: line.vatRate,
  })),
});

export const isBlank = (line: DraftLine): boolean => line.name.trim() === "" && line.price.trim() === "";

/** Without the lines nobody typed into; one stays. */
function pruned(draft: Draft): Draft {
  const lines = draft.lines.filter((line) => !isBlank(line));
  return { ...draft, lines: lines.length > 0 ? lines : draft.lines.slice(0, 1) };
}

function parse(stored: string | null): Draft | null {
  try {
    const draft = JSON.parse(stored ?? "null") as Draft | null;
    return draft && typeof draft.version === "number" && Array.isArray(draft.lines) ? draft : null;
  } catch {
    return null;
  }
}

const orNull = (typed: string): string | null => (typed.trim() === "" ? null : typed);

/** What the API takes, not yet checked. */
export const toBody = (draft: Draft): ProposalCreateInput => ({
  clientId: draft.clientId,
  title: draft.title,
  validUntilOn: draft.validUntilOn,
  introduction: orNull(draft.introduction),
  terms: orNull(draft.terms),
  lines: draft.lines.map((line) => ({
    ...(line.id ? { id: line.id } : {}),
    serviceId: line.serviceId ?? null,
    name: line.name,
    description: orNull(line.description),
    quantity: line.quantity.trim(),
    unitPricePence: parsePounds(line.price) ?? Number.NaN,
    billing: line.billing,
    vatRate: line.vatRate,
  })),
});

const LABELS: Record<string, string> = {
  title: "Title",
  validUntilOn: "Valid until",
  introduction: "Introduction",
  terms: "Terms",
  lines: "Services",
  name: "name",
  description: "description",
  quantity: "quantity",
  unitPricePence: "price",
};

function inWords({ path, message }: FieldProblem): FieldProblem {
  const [, index, field] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? [];
  if (path === "clientId" && message.startsWith("must be an id")) return { path, message: "Choose a client" };
  if (field === "unitPricePence" && message === "must be an amount in pence")
    return { path, message: `Enter the service ${Number(index) + 1} price, like 120.50` };
  const label = field ? `Service ${Number(index) + 1} ${LABELS[field] ?? field}` : LABELS[path];
  return { path, message: sentence(label, message) };
}

/** What is wrong with it, one problem a field, before the API is asked. */
export function problemsOf(draft: Draft): FieldProblem[] {
  const checked = ProposalCreate.safeParse(toBody(draft));
  const found = (checked.error?.issues ?? []).map(({ path, message }) => inWords({ path: path.join("."), message }));
  return found.filter((one, index) => found.findIndex(({ path }) => path === one.path) === index);
}

export const PROPOSAL_DRAFT: DraftRules<Draft> = { record: "proposal", parse, pruned, problemsOf, inWords };

/** The totals by core's own rule. A line that cannot be priced yet has no net, and is `left` out. */
export function liveSum(
  lines: readonly DraftLine[],
): ReturnType<typeof proposalSum> & { nets: (number | null)[]; left: number } {
  const priced = lines.map(({ quantity: typed, price, billing, vatRate }) => {
    const quantity = Quantity.safeParse(typed);
    const unitPrice = PricePence.safeParse(parsePounds(price));
    if (!quantity.success || !unitPrice.success) return null;
    return { quantity: quantity.data, unitPricePence: unitPrice.data, billing, vatRate };
  });
  const sum = proposalSum(priced.filter((line) => line !== null));
  let at = 0;
  const nets = priced.map((line) => (line === null ? null : (sum.lines[at++]?.netPence ?? null)));
  return { ...sum, nets, left: lines.filter((line, index) => priced[index] === null && !isBlank(line)).length };
}

/** Where what was typed differs from what somebody else saved, in words. */
export function conflictRows(ours: Draft, theirs: Proposal): ConflictRow[] {
  const saved = inRows(draftOf(theirs));
  return inRows(ours)
    .map(([field, mine], index) => ({ field, mine, saved: saved[index]?.[1] ?? "" }))
    .filter((row) => row.mine !== row.saved);
}

const inRows = (draft: Draft): [field: string, words: string][] => {
  const { nets } = liveSum(draft.lines);
  return [
    ["Title", draft.title],
    ["Valid until", draft.validUntilOn && longDate(draft.validUntilOn)],
    ["Introduction", draft.introduction],
    ["Terms", draft.terms],
    [
      "Services",
      draft.lines
        .map((line, index) => `${line.name}: ${formatPence(nets[index] ?? 0)} ${BILLING_WORDS[line.billing]}`)
        .join("\n"),
    ],
  ];
};
