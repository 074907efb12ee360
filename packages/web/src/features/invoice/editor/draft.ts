/** An invoice as it is being typed: every box is text until it is saved. Pure. */
import {
  DiscountPercent,
  InvoiceCreate,
  type InvoiceCreateInput,
  invoiceSum,
  Quantity,
  UnitPricePence,
  type VatRate,
} from "@practice-hub/core/invoice/schema";
import { sentence } from "../../../lib/form/sentence.ts";
import { parsePounds, typedPounds } from "../../../lib/money.ts";
import type { FieldProblem } from "../../../lib/request/problem.ts";
import { plusDays } from "../../../lib/time/day.ts";
import type { DraftRules } from "../../editor/use-editor.ts";
import type { Invoice } from "../queries.ts";

export interface DraftLine {
  /** Of this page only. */
  key: string;
  /** The id of a line that is saved already. */
  id?: string | undefined;
  description: string;
  quantity: string;
  price: string;
  vatRate: VatRate;
  accountCode: string;
  discount: string;
}
export interface Draft {
  /** The version it was read at; 0 for a new one. */
  version: number;
  clientId: string;
  clientName: string;
  issueOn: string;
  dueOn: string;
  poNumber: string;
  terms: string;
  notes: string;
  lines: DraftLine[];
}

/** A new line takes over how the one before it is taxed and booked. */
export const newLine = (before?: DraftLine): DraftLine => ({
  key: crypto.randomUUID(),
  description: "",
  quantity: "1",
  price: "",
  vatRate: before?.vatRate ?? "standard",
  accountCode: before?.accountCode ?? "",
  discount: "",
});

/** The firm's own defaults, as the API decides when nothing is given. */
export interface Defaults {
  termsDays: number;
  terms: string | null;
}

export const newDraft = (
  today: string,
  client?: { id: string; name: string },
  { termsDays, terms }: Defaults = { termsDays: 30, terms: null },
): Draft => ({
  version: 0,
  clientId: client?.id ?? "",
  clientName: client?.name ?? "",
  issueOn: today,
  dueOn: plusDays(today, termsDays),
  poNumber: "",
  terms: terms ?? "",
  notes: "",
  lines: [newLine()],
});

export const draftOf = (invoice: Invoice): Draft => ({
  version: invoice.version,
  clientId: invoice.clientId,
  clientName: invoice.clientName,
  issueOn: invoice.issueOn,
  dueOn: invoice.dueOn,
  poNumber: invoice.poNumber ?? "",
  terms: invoice.terms ?? "",
  notes: invoice.notes ?? "",
  lines: invoice.lines.map((line) => ({
    key: line.id,
    id: line.id,
    description: line.description,
    quantity: line.quantity,
    price: typedPounds(line.unitPricePence),
    vatRate: line.vatRate,
    accountCode: line.accountCode ?? "",
    discount: line.discountPercent === "0" ? "" : line.discountPercent,
  })),
});

const isBlank = (line: DraftLine): boolean => line.description.trim() === "" && line.price.trim() === "";

/** Without the lines nobody typed into; one stays. */
export function pruned(draft: Draft): Draft {
  const lines = draft.lines.filter((line) => !isBlank(line));
  return { ...draft, lines: lines.length > 0 ? lines : draft.lines.slice(0, 1) };
}

/** A draft that was kept in this tab; null when there is none that can be read. */
export function parseDraft(stored: string | null): Draft | null {
  try {
    const draft = JSON.parse(stored ?? "null") as Draft | null;
    return draft && typeof draft.version === "number" && Array.isArray(draft.lines) ? draft : null;
  } catch {
    return null;
  }
}

const orNull = (typed: string): string | null => (typed.trim() === "" ? null : typed);

/** What the API takes, not yet checked. */
export const toBody = (draft: Draft): InvoiceCreateInput => ({
  clientId: draft.clientId,
  issueOn: draft.issueOn,
  dueOn: draft.dueOn,
  poNumber: orNull(draft.poNumber),
  terms: orNull(draft.terms),
  notes: orNull(draft.notes),
  lines: draft.lines.map((line) => ({
    ...(line.id ? { id: line.id } : {}),
    description: line.description,
    quantity: line.quantity.trim(),
    unitPricePence: parsePounds(line.price) ?? Number.NaN,
    vatRate: line.vatRate,
    accountCode: orNull(line.accountCode),
    discountPercent: line.discount.trim() || "0",
  })),
});

const LABELS: Record<string, string> = {
  clientId: "Client",
  issueOn: "Issue date",
  dueOn: "Due date",
  poNumber: "PO number",
  terms: "Terms",
  notes: "Notes",
  lines: "Lines",
  description: "description",
  quantity: "quantity",
  unitPricePence: "unit price",
  vatRate: "VAT rate",
  accountCode: "account code",
  discountPercent: "discount",
};

/** The words beside a field, the server's and our own alike. */
export function inWords({ path, message }: FieldProblem): FieldProblem {
  const [, index, field] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? [];
  if (path === "clientId") return { path, message: "Choose a client" };
  if (field === "unitPricePence" && message === "must be an amount in pence")
    return { path, message: `Enter the line ${Number(index) + 1} unit price, like 120.50` };
  const label = field ? `Line ${Number(index) + 1} ${LABELS[field] ?? field}` : LABELS[path];
  return { path, message: sentence(label, message) };
}

/** What is wrong with it, one problem a field, before the API is asked. */
export function problemsOf(draft: Draft): FieldProblem[] {
  const checked = InvoiceCreate.safeParse(toBody(draft));
  const found = (checked.error?.issues ?? []).map(({ path, message }) => inWords({ path: path.join("."), message }));
  if (draft.issueOn !== "" && draft.dueOn !== "" && draft.dueOn < draft.issueOn)
    found.push({ path: "dueOn", message: "Due date must not be before the issue date" });
  return found.filter((one, index) => found.findIndex(({ path }) => path === one.path) === index);
}

/** The totals by core's own rule. A line that cannot be priced yet has no net, and is `left` out. */
export function liveSum(
  lines: readonly DraftLine[],
): ReturnType<typeof invoiceSum> & { nets: (number | null)[]; left: number } {
  const priced = lines.map((line) => {
    const quantity = Quantity.safeParse(line.quantity);
    const unitPrice = UnitPricePence.safeParse(parsePounds(line.price));
    const discount = DiscountPercent.safeParse(line.discount.trim() || "0");
    if (!quantity.success || !unitPrice.success || !discount.success) return null;
    return {
      quantity: quantity.data,
      unitPricePence: unitPrice.data,
      discountPercent: discount.data,
      vatRate: line.vatRate,
    };
  });
  const sum = invoiceSum(priced.filter((line) => line !== null));
  let at = 0;
  const nets = priced.map((line) => (line === null ? null : (sum.lines[at++]?.netPence ?? null)));
  return { ...sum, nets, left: lines.filter((line, index) => priced[index] === null && !isBlank(line)).length };
}

export const INVOICE_DRAFT: DraftRules<Draft> = { record: "invoice", parse: parseDraft, pruned, problemsOf, inWords };
