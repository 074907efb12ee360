import { expect, test } from "vitest";
import { Activity } from "../../activity/index.ts";
import { Client } from "../../client/index.ts";
import { Email } from "../../email/index.ts";
import { readProps } from "../../email/props.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { DAY_MS, nowIso, withClock } from "../../lib/clock.ts";
import { transact } from "../../lib/table/transact.ts";
import { suppress } from "../../email/address.ts";
import { Payment } from "../../payment/index.ts";
import { Invoice } from "../index.ts";
import type { Invoice as InvoiceRecord } from "../schema.ts";
import { refusal, typed } from "../testing/fixture.ts";

const TO = "rosa@rowan.example";

async function world(): Promise<{ firm: StaffActor; invoice: InvoiceRecord; as: <T>(fn: () => T) => T }> {
  const firm = await someFirm();
  const as = <T>(fn: () => T): T => withActor(firm, fn);
  const invoice = await as(async () => {
    const client = await Client.create({
      type: "limited_company",
      name: "Rowan <b>Ltd</b>",
      contact: { name: "Rosa Rowan", email: TO },
    });
    const draft = await Invoice.create(typed(client.id));
    return Invoice.approve(draft.id, { version: 1 });
  });
  return { firm, invoice, as };
}
const mails = (one: InvoiceRecord) => Email.list({ clientId: one.clientId });
const tokenOf = async ({ tenantId }: StaffActor, emailId: string | null): Promise<string> => {
  const props = await readProps(tenantId, emailId ?? "", "invoice");
  return new URL(props?.url ?? "").pathname.split("/").at(-1) ?? "";
};

test("sends one mail when it is asked for twice at once, and again only on the newer version", async () => {
  const { invoice, as } = await world();
  await as(async () => {
    const tries = await Promise.allSettled([1, 2, 3].map(() => Invoice.send(invoice.id, { version: 2, to: TO })));
    const [sent] = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "invoice.version-conflict" });
    expect(sent).toMatchObject({ status: "sent", sentTo: TO, version: 3, xeroSyncStatus: "pending" });
    const [mail, ...more] = (await mails(invoice)).items;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      id: sent?.sentEmailId,
      to: TO,
      template: "invoice",
      subject: `Invoice ${invoice.number} from Alder & Co`,
      status: "queued",
    });
    const again = await Invoice.send(invoice.id, { version: 3, to: "other@rowan.example", message: "Once more" });
    expect(again).toMatchObject({ status: "sent", sentTo: "other@rowan.example", version: 4 });
    expect((await mails(invoice)).items).toHaveLength(2);
    expect((await Activity.listForClient(invoice.clientId, { limit: 2 })).items.map((entry) => entry.summary)).toEqual([
      `Invoice ${invoice.number} sent to other@rowan.example`,
      `Invoice ${invoice.number} sent to ${TO}`,
    ]);
  });
});

test("the mail's link opens that invoice without an account, asks for its PDF, and runs out", async () => {
  const { firm, invoice, as } = await world();
  const sent = await as(() => Invoice.send(invoice.id, { version: 2, to: TO }));
  const token = await tokenOf(firm, sent.sentEmailId);
  expect(JSON.stringify(sent)).not.toContain(token);
  const seen = await Invoice.fromLink(token);
  expect(seen).toMatchObject({ firmName: "Alder & Co", invoice: { id: invoice.id, duePence: 12_000, status: "sent" } });
  expect(seen.invoice).not.toHaveProperty("xeroSyncStatus");
  expect(await Invoice.pdfFromLink(token)).toEqual({ status: "preparing" });
  await as(() => Payment.record(invoice.id, { amountPence: 12_000, paidOn: "2026-11-01", method: "card" }));
  expect((await Invoice.fromLink(token)).invoice).toMatchObject({ status: "paid", duePence: 0 });

  const other = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect(await refusal(Invoice.fromLink(other))).toMatchObject({ kind: "not-found", code: "invoice-link.not-found" });
  const later = () => Date.now() + 91 * DAY_MS;
  const attempts: (() => Promise<unknown>)[] = [() => Invoice.fromLink(token), () => Invoice.pdfFromLink(token)];
  for (const attempt of attempts)
    expect(await refusal(withClock(later, attempt))).toMatchObject({ kind: "gone", code: "invoice-link.expired" });
});

test("is refused in words for a draft, a paid and a void one, and for an address that mail does not reach", async () => {
  const { firm, invoice, as } = await world();
  await as(async () => {
    const draft = await Invoice.create(typed(invoice.clientId));
    expect(await refusal(Invoice.send(draft.id, { version: 1, to: TO }))).toMatchObject({
      code: "invoice.cannot-send",
      message: expect.stringContaining("Approve it before sending it"),
    });
    await transact([suppress(firm.tenantId, TO, "bounced", nowIso(), "eml_1")]);
    expect(await refusal(Invoice.send(invoice.id, { version: 2, to: TO }))).toMatchObject({
      code: "email.address-suppressed",
      options: { fields: [{ path: "to" }] },
    });
    expect((await mails(invoice)).items).toEqual([]);
    await Payment.record(invoice.id, { amountPence: 12_000, paidOn: "2026-11-01", method: "card" });
    expect(await refusal(Invoice.send(invoice.id, { version: 3, to: "x@rowan.example" }))).toMatchObject({
      code: "invoice.cannot-send",
      message: expect.stringContaining("paid in full"),
    });
    await Invoice.cancel(draft.id, { version: 1 });
    expect(await refusal(Invoice.send(draft.id, { version: 2, to: "x@rowan.example" }))).toMatchObject({
      code: "invoice.cannot-send",
    });
  });
});
