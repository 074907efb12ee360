/** The plan: the push's own decisions, made on what Xero has now, in the push's order. Pure. */
import type { ClientItem } from "../../client/entity.ts";
import type { XeroContact } from "../../provider/xero/index.ts";
import type { ContactState } from "../decide/invoice.ts";
import { decideContact } from "../decide/contact.ts";
import { decideInvoice, isOurs } from "../decide/invoice.ts";
import { decidePayment, type InvoiceState } from "../decide/payment.ts";
import type { Setup } from "../decide/setup.ts";
import type { ContactDecision, Decision, InvoiceDecision, PaymentDecision } from "../decide/type.ts";
import type { ContactFields } from "../field/contact.ts";
import type { InvoiceFields } from "../field/invoice.ts";
import type { SyncItem } from "../../outbox/record.ts";
import type { PlanItem } from "../schema.ts";
import type { Facts } from "./facts.ts";

type AnyDecision = ContactDecision | InvoiceDecision | PaymentDecision | Decision<unknown>;

/** One item for each row of the facts, contacts first: what a later one needs of an earlier one is known by then. */
export function planOf(facts: Facts, setup: Setup): PlanItem[] {
  const decided = new Map<string, AnyDecision>(contacts(facts));
  const due = new Map<string, number>();
  const isReversed = ({ id }: SyncItem) => facts.payments.get(id)?.reversedBy !== undefined;
  const payments = facts.rows.filter(({ kind }) => kind === "payment");
  const decide = (row: SyncItem, decision: AnyDecision | null): void => {
    if (decision) decided.set(row.id, decision);
  };
  for (const row of facts.rows) if (row.kind === "invoice") decide(row, invoice(row, facts, decided, setup));
  // What is taken back is due again for what comes after it.
  for (const row of [...payments.filter(isReversed), ...payments.filter((one) => !isReversed(one))])
    decide(row, payment(row, facts, decided, due, setup));
  return facts.rows.flatMap((row) => {
    const decision = decided.get(row.id);
    return decision ? [itemOf(row, decision, facts, decided)] : [];
  });
}

/** New contacts go first, then changes, each in its order: a name is free or taken as of then. */
function contacts(facts: Facts): Map<string, ContactDecision> {
  const holders = new Map([...facts.contactsByName].map(([name, contact]) => [name, contact]));
  const decided = new Map<string, ContactDecision>();
  const rows = facts.rows.filter(({ kind }) => kind === "contact");
  for (const row of [...rows.filter(isNew), ...rows.filter((one) => !isNew(one))]) {
    const client = facts.clients.get(row.id);
    if (!client) continue;
    const theirs = row.xeroId === undefined ? undefined : (facts.contactsById.get(row.xeroId) ?? null);
    const decision = contact(row, client, theirs, holders.get(client.name.toLowerCase()));
    decided.set(row.id, decision);
    if (decision.action !== "create" && decision.action !== "update") continue;
    if (decision.put.name === undefined) continue;
    if (theirs) holders.delete(theirs.name.toLowerCase());
    holders.set(client.name.toLowerCase(), theirs ?? { ...NOBODY, id: row.id, name: client.name });
  }
  return decided;
}

const isNew = ({ xeroId }: SyncItem): boolean => xeroId === undefined;

/** Stands for a contact that this very plan creates. */
const NOBODY: XeroContact = {
  id: "",
  number: null,
  status: "ACTIVE",
  name: "",
  email: null,
  phone: null,
  companyNumber: null,
  vatNumber: null,
  address: null,
  mergedTo: null,
  updatedAt: null,
};

function contact(
  row: SyncItem,
  client: ClientItem,
  theirs: XeroContact | null | undefined,
  namesake: XeroContact | undefined,
): ContactDecision {
  if (row.hold === "ignored") return { action: "none" };
  const link =
    row.xeroId === undefined ? null : { xeroId: row.xeroId, base: (row.base ?? null) as ContactFields | null };
  return decideContact({ client, link, theirs, namesake });
}

function contactState(clientId: string, facts: Facts, decided: ReadonlyMap<string, AnyDecision>): ContactState {
  const link = facts.links.get(clientId);
  const decision = decided.get(clientId);
  if (link?.xeroId !== undefined)
    return { state: "linked", xeroId: link.xeroId, archived: facts.contactsById.get(link.xeroId)?.status !== "ACTIVE" };
  if (decision?.action === "refuse")
    return {
      state: "failed",
      words: `Its client is not in Xero. ${decision.reasons.map(({ words }) => words).join(" ")}`,
    };
  if (link?.status === "error" || link?.status === "ignored")
    return { state: "failed", words: `${link.label} is not in Xero. ${link.errorMessage ?? ""}`.trim() };
  if (decision?.action === "none")
    return { state: "failed", words: `${link?.label ?? "The client"} is left out of Xero.` };
  return { state: "coming" };
}

function invoice(
  row: SyncItem,
  facts: Facts,
  decided: ReadonlyMap<string, AnyDecision>,
  setup: Setup,
): InvoiceDecision | null {
  const head = facts.invoices.get(row.id);
  const lines = facts.lines.get(row.id);
  if (!head || !lines) return null;
  const holder = facts.invoicesByNumber.get(head.number);
  return decideInvoice(
    {
      row: head,
      lines,
      contact: contactState(row.clientId, facts, decided),
      link: row.xeroId === undefined ? null : { xeroId: row.xeroId, base: (row.base ?? null) as InvoiceFields | null },
      theirs: row.xeroId === undefined ? undefined : (facts.invoicesById.get(row.xeroId) ?? null),
      ...(holder && !isOurs(holder, row.id) ? { holder } : {}),
    },
    setup,
  );
}

function payment(
  row: SyncItem,
  facts: Facts,
  decided: ReadonlyMap<string, AnyDecision>,
  due: Map<string, number>,
  setup: Setup,
): PaymentDecision | null {
  const entry = facts.payments.get(row.id);
  if (!entry) return null;
  const state = invoiceState(entry.invoiceId, facts, decided);
  const before =
    state.state === "linked" ? (state.theirs?.duePence ?? 0) : state.state === "coming" ? state.duePence : 0;
  const duePence = due.get(entry.invoiceId) ?? before;
  const decision = decidePayment(
    {
      row: entry,
      invoice: state,
      link: row.xeroId === undefined ? null : { xeroId: row.xeroId },
      theirs: row.xeroId === undefined ? undefined : facts.paymentsById.get(row.xeroId),
      duePence,
    },
    setup,
  );
  const goes = decision.action === "create" || decision.action === "wait";
  const moved = goes ? -entry.amountPence : decision.action === "delete-payment" ? entry.amountPence : 0;
  due.set(entry.invoiceId, duePence + moved);
  return decision;
}

function invoiceState(id: string, facts: Facts, decided: ReadonlyMap<string, AnyDecision>): InvoiceState {
  const link = facts.links.get(id);
  const decision = decided.get(id);
  if (link?.xeroId !== undefined) {
    const theirs = facts.invoicesById.get(link.xeroId) ?? null;
    return {
      state: "linked",
      theirs: theirs && decision?.action === "void" ? { ...theirs, status: "VOIDED" } : theirs,
    };
  }
  if (decision?.action === "refuse")
    return {
      state: "failed",
      words: `Its invoice is not in Xero. ${decision.reasons.map(({ words }) => words).join(" ")}`,
    };
  if (decision?.action === "none" || link?.status === "ignored")
    return { state: "failed", words: `${link?.label ?? "Its invoice"} never was in Xero.` };
  if (link?.status === "error")
    return { state: "failed", words: `${link.label} is not in Xero. ${link.errorMessage ?? ""}`.trim() };
  return { state: "coming", duePence: facts.invoices.get(id)?.totalPence ?? 0 };
}

const ACTIONS = {
  create: "create",
  update: "update",
  void: "void",
  delete: "delete",
  "delete-payment": "delete",
  none: "none",
  wait: "create",
  refuse: "refuse",
  conflict: "conflict",
} as const satisfies Record<AnyDecision["action"], PlanItem["action"]>;

/** What waits for something that goes before it is created too, in the same run. */
function itemOf(
  row: SyncItem,
  decision: AnyDecision,
  facts: Facts,
  decided: ReadonlyMap<string, AnyDecision>,
): PlanItem {
  const after =
    decision.action === "wait"
      ? row.kind === "invoice"
        ? facts.links.get(row.clientId)?.label
        : facts.links.get(row.invoiceId ?? "")?.label
      : undefined;
  const blocked = decision.action === "wait" && !comes(row, facts, decided);
  return {
    kind: row.kind,
    id: row.id,
    label: row.label,
    clientId: row.clientId,
    invoiceId: row.invoiceId ?? null,
    action: blocked ? "wait" : ACTIONS[decision.action],
    changes:
      "changes" in decision
        ? decision.changes
        : decision.action === "conflict"
          ? decision.clashes.map(({ field }) => field)
          : [],
    reasons: decision.action === "refuse" ? decision.reasons : [],
    after: after ?? null,
    amountPence:
      row.kind === "invoice"
        ? (facts.invoices.get(row.id)?.totalPence ?? null)
        : row.kind === "payment"
          ? (facts.payments.get(row.id)?.amountPence ?? null)
          : null,
  };
}

/** Whether what a record waits for goes in the same run. */
function comes(row: SyncItem, facts: Facts, decided: ReadonlyMap<string, AnyDecision>): boolean {
  const needs = row.kind === "invoice" ? row.clientId : (row.invoiceId ?? "");
  const decision = decided.get(needs);
  if (decision) return decision.action === "create" || decision.action === "wait";
  return facts.links.get(needs)?.status === "pending";
}
