import { loadClient } from "../../client/index.ts";
import { Email, emailItems, nudgeEmail } from "../../email/index.ts";
import { EMAIL_REASONS } from "../../email/schema.ts";
import { Firm } from "../../firm/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { VisibleError } from "../../lib/error.ts";
import { nudgePdf, wantPdf } from "../../pdf/index.ts";
import { moved, pendingAgain } from "../rule/change.ts";
import { dueOf } from "../rule/view.ts";
import { readAt, save } from "../save.ts";
import { type Invoice, InvoiceSend, type InvoiceSendInput } from "../schema.ts";
import { newLink } from "./link.ts";

/**
 * Sends the invoice: a mail whose link opens it, without an account too. State, mail, link and the wish for the PDF are one
 * transaction on the version that the person saw, so that two who send at once send one mail; sending again is a choice on
 * the newer version. Errors: `invoice.cannot-send` (draft, paid, void), `invoice.version-conflict`, `email.address-suppressed`.
 */
export async function send(id: string, input: InvoiceSendInput): Promise<Invoice> {
  const { tenantId } = requireStaff("invoice:write");
  const { version, to, message } = InvoiceSend.parse(input);
  const before = await readAt(id, version);
  const at = nowIso();
  const next = moved(before.row, "send", at);
  const [client, firm, address] = await Promise.all([
    loadClient(next.clientId),
    Firm.fromId(tenantId),
    Email.addressState(tenantId, to),
  ]);
  if (address.state !== "ok")
    throw new VisibleError("unprocessable", "email.address-suppressed", EMAIL_REASONS["address-suppressed"] ?? "", {
      fields: [{ path: "to", message: "is an address that mail does not reach" }],
    });
  const link = newLink({ tenantId, invoiceId: id, to });
  const known = client.contactEmail?.toLowerCase() === to;
  const mail = emailItems({
    tenantId,
    to,
    template: "invoice",
    clientId: next.clientId,
    props: {
      firmName: firm.name,
      clientName: next.clientName,
      ...(known && client.contactName ? { contactName: client.contactName } : {}),
      number: next.number,
      totalPence: next.totalPence,
      duePence: dueOf(next),
      dueOn: next.dueOn,
      ...(next.poNumber ? { poNumber: next.poNumber } : {}),
      ...(message ? { message } : {}),
      url: link.url,
      expiresAt: link.expiresAt,
    },
  });
  const pdf = { tenantId, kind: "invoice", id } as const;
  const row = pendingAgain({ ...next, sentAt: at, sentTo: to, sentEmailId: mail.id });
  const answer = await save(
    before,
    { ...before, row },
    {
      action: "invoice.sent",
      summary: `Invoice ${row.number} sent to ${to}`,
      items: [...mail.items, link.item, wantPdf(pdf)],
    },
  );
  await Promise.all([nudgePdf(pdf), nudgeEmail(mail.id, tenantId)]);
  return answer;
}
