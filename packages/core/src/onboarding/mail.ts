/** The mails a move brings with it. The words are core/email's; a reviewer's own reason is in none of them. */
import type { ClientItem } from "../client/entity.ts";
import { emailItems } from "../email/index.ts";
import { Firm } from "../firm/index.ts";
import { appUrl } from "../lib/app-url.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import { colleague, managersOf } from "../staff/managers.ts";
import type { CaseItem } from "../case/entity.ts";
import type { Effect } from "../case/rule/event.ts";
import type { MoreItem } from "../case/rule/status.ts";

export interface Mail {
  id: string;
  items: TransactItem[];
}

const ASKED: Readonly<Record<MoreItem, string>> = {
  answers: "Check and correct your answers",
  document: "Upload an identity document",
  verification: "Do the identity check again",
};

/** Whom a case writes to: who was invited last, or else the client's contact; null when no address is known. */
export function recipientOf(row: CaseItem, client: ClientItem): { name: string; email: string } | null {
  const email = row.inviteeEmail ?? client.contactEmail ?? client.email;
  if (email === undefined) return null;
  const name = email === row.inviteeEmail ? row.inviteeName : client.contactName;
  return { name: name ?? client.name, email };
}

/** One request, and three for the mails to staff. None without an address to write to. */
export async function mailsOf(effects: readonly Effect[], row: CaseItem, client: ClientItem): Promise<Mail[]> {
  const wanted = effects.filter((effect) => effect.kind !== "client-status");
  if (wanted.length === 0) return [];
  const { name: firmName } = await Firm.fromId(row.tenantId);
  const mails = await Promise.all(
    wanted.map(async (effect) =>
      effect.kind === "mail"
        ? toClient(effect.template, row, client, firmName)
        : toStaff(effect.kind, row, client, firmName),
    ),
  );
  return mails.flat();
}

const PORTAL = "/client-portal";

function toClient(
  template: Extract<Effect, { kind: "mail" }>["template"],
  row: CaseItem,
  client: ClientItem,
  firmName: string,
): Mail[] {
  const to = recipientOf(row, client);
  if (to === null) return [];
  const at = { tenantId: row.tenantId, to: to.email, clientId: client.id, contactId: client.contactId };
  const shared = { firmName, clientName: client.name, contactName: to.name };
  const url = `${appUrl()}${PORTAL}/onboarding`;
  if (template === "kyc-more") {
    const { message = "", items = [] } = row.more ?? {};
    return [
      emailItems({ ...at, template, props: { ...shared, url, message, items: items.map((item) => ASKED[item]) } }),
    ];
  }
  if (template === "onboarding-reminder") {
    const step = row.status === "pending_verification" ? "verification" : "questionnaire";
    return [emailItems({ ...at, template, props: { ...shared, url, step } })];
  }
  if (template === "kyc-other-way") {
    const way = row.otherWay?.way ?? "in-person";
    return [emailItems({ ...at, template, props: { ...shared, url: `${url}/verify`, way } })];
  }
  return [emailItems({ ...at, template, props: { ...shared, url: `${appUrl()}${PORTAL}/sign-in` } })];
}

async function toStaff(
  kind: Exclude<Effect["kind"], "mail" | "client-status">,
  row: CaseItem,
  client: ClientItem,
  firmName: string,
): Promise<Mail[]> {
  const { tenantId, assignedTo } = row;
  const [managers, assignee] = await Promise.all([
    managersOf(tenantId),
    assignedTo === undefined ? null : colleague(tenantId, assignedTo),
  ]);
  const told = new Map([...managers, ...(assignee ? [assignee] : [])].map((one) => [one.email, one.name]));
  const url = `${appUrl()}/client-hub/compliance/${client.id}`;
  return [...told].map(([email, name]) => {
    const mail = { tenantId, to: email, clientId: client.id };
    const props = { name, firmName, clientName: client.name, url };
    if (kind === "alert-staff") return emailItems({ ...mail, template: "kyc-alert", props });
    const way = row.otherWay?.way ?? "in-person";
    return emailItems({ ...mail, template: "kyc-other-way-staff", props: { ...props, way } });
  });
}
