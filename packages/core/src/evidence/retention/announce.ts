/** Before a client's evidence is deleted, those who may stop it are told, once. A notice that comes too late delays nothing. */
import { activity } from "../../activity/index.ts";
import { emailItems, nudgeEmail } from "../../email/index.ts";
import { Firm } from "../../firm/index.ts";
import { appUrl } from "../../lib/app-url.ts";
import { nowIso } from "../../lib/clock.ts";
import { dayOf } from "../../lib/text/day.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { transact, TransactionRefused, write } from "../../lib/table/transact.ts";
import { managersOf } from "../../staff/managers.ts";
import { type RetentionItem, RetentionRow } from "../entity.ts";
import { EVIDENCE_QUEUE } from "../want.ts";

/** Writes the mails, and the clock's next time, which is the deletion. */
export async function announce({ tenantId, clientId, clientName, id, purgeAt }: RetentionItem): Promise<string> {
  const [firm, managers] = await Promise.all([Firm.fromId(tenantId), managersOf(tenantId)]);
  const url = `${appUrl()}/client-hub/clients/${clientId}/compliance`;
  const mails = managers.map(({ name, email }) =>
    emailItems({
      tenantId,
      to: email,
      template: "evidence-notice",
      clientId,
      props: { name, firmName: firm.name, clientName, on: dayOf(purgeAt), url },
    }),
  );
  try {
    await transact([
      write(
        RetentionRow.patch({ tenantId, clientId })
          .set({ noticedAt: nowIso(), ...dueKeys(EVIDENCE_QUEUE, purgeAt, id) })
          .where((row, is) => `${is.eq(row.status, "kept")} AND ${is.notExists(row.noticedAt)}`),
      ),
      ...mails.flatMap(({ items }) => items),
      activity({
        entityType: "evidence",
        entityId: id,
        clientId,
        action: "evidence.announced",
        summary: `Identity evidence will be deleted on ${dayOf(purgeAt)}`,
      }),
    ]);
  } catch (error) {
    // Somebody else told them, or the client returned.
    if (error instanceof TransactionRefused) return "not due";
    throw error;
  }
  for (const mail of mails) await nudgeEmail(mail.id, tenantId);
  return "announced";
}
