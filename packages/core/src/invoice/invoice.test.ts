import { describe, expect, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { Client } from "../client/index.ts";
import { withClock } from "../lib/clock.ts";
import { aClient, aFirm, approved, inFirm, noonOf, refusal, typed } from "./testing/fixture.ts";
import { Invoice } from "./index.ts";
import { InvoiceCreate, type InvoiceCreateInput, MAX_LINES } from "./schema.ts";

const FIRST = { limit: 25 };
const at = <T>(day: string, fn: () => Promise<T>) => withClock(noonOf(day), fn);

describe("a draft", () => {
  test("of five lines with mixed VAT is read back as it was saved, with the totals computed here", () =>
    inFirm(async () => {
      const client = await aClient();
      const made = await Invoice.create(
        typed(client.id, {
          poNumber: "PO-77",
          notes: "Two\nlines",
          lines: [
            { description: "Accounts", unitPricePence: 85_000, vatRate: "standard" },
            { description: "Books, printed", quantity: "3", unitPricePence: 1999, vatRate: "zero" },
            { description: "Energy", quantity: "2.50", unitPricePence: 1033, vatRate: "reduced" },
            { description: "Insurance", unitPricePence: 5000, vatRate: "exempt", accountCode: "200" },
            { description: "日本語 & <b>", unitPricePence: 5001, vatRate: "none", discountPercent: "12.5" },
          ],
        }),
      );
      expect(made).toMatchObject({
        number: "INV-0001",
        status: "draft",
        clientName: "Rowan & Daughters Limited",
        subtotalPence: 85_000 + 5997 + 2583 + 5000 + 4376,
        vatPence: 17_000 + 129,
        totalPence: 120_085,
        paidPence: 0,
        duePence: 120_085,
        xeroSyncStatus: null,
        version: 1,
      });
      expect(made.lines[2]).toMatchObject({ quantity: "2.5", netPence: 2583, vatPence: 129, accountCode: null });
      expect(await Invoice.fromId(made.id)).toEqual(made);
      const [entry] = (await Activity.listForClient(client.id, FIRST)).items;
      expect(entry).toMatchObject({
        action: "invoice.created",
        summary: "Invoice INV-0001 drafted, £1,200.85 with VAT",
      });
    }));

  test("is issued today and due in 30 days unless said otherwise", () =>
    inFirm(() =>
      at("2026-11-23", async () => {
        const { id } = await aClient();
        const { issueOn: _, dueOn: __, ...rest } = typed(id);
        expect(await Invoice.create(rest)).toMatchObject({ issueOn: "2026-11-23", dueOn: "2026-12-23" });
      }),
    ));

  test("takes 200 long lines in any script, and keeps the ids of lines that stay", () =>
    inFirm(async () => {
      const { id } = await aClient();
      const one = { description: "見".repeat(500), quantity: "1234.5678", unitPricePence: 4321, vatRate: "standard" };
      const lines = Array.from({ length: MAX_LINES }, () => ({ ...one, vatRate: "standard" as const }));
      const made = await Invoice.create(typed(id, { lines }));
      const read = await Invoice.fromId(made.id);
      expect(read).toEqual(made);
      const ids = read.lines.map((line) => line.id);
      expect(new Set(ids).size).toBe(MAX_LINES);
      const swapped = [ids[1], ids[0], ids[0], "lin_01ARZ3NDEKTSV4RRFFQ69G5FAV"].map((line) => ({
        id: line,
        description: "Kept",
        unitPricePence: 1,
        vatRate: "none" as const,
      }));
      const after = await Invoice.update(made.id, { version: 1, lines: swapped });
      expect(after.lines.map((line) => line.id).slice(0, 2)).toEqual([ids[1], ids[0]]);
      expect(new Set(after.lines.map((line) => line.id)).size).toBe(4);
      expect(after.lines.map((line) => line.id)).not.toContain("lin_01ARZ3NDEKTSV4RRFFQ69G5FAV");
    }));

  test("is changed in everything but its client, with what changed in the audit trail", () =>
    inFirm(async () => {
      const client = await aClient();
      const made = await Invoice.create(typed(client.id, { notes: "Draft" }));
      const after = await Invoice.update(made.id, {
        version: 1,
        issueOn: "2026-11-05",
        notes: null,
        poNumber: "PO-1",
        lines: [{ description: "Payroll", quantity: "2", unitPricePence: 2500, vatRate: "zero" }],
      });
      expect(after).toMatchObject({
        version: 2,
        issueOn: "2026-11-05",
        notes: null,
        totalPence: 5000,
        xeroSyncStatus: null,
      });
      expect(await Invoice.fromId(made.id)).toEqual(after);
      const [entry] = (await Activity.listForClient(client.id, FIRST)).items;
      expect(entry?.changes).toEqual(
        expect.arrayContaining([
          { field: "notes", before: "Draft", after: null },
          { field: "lines", before: "1 line, £120.00 with VAT", after: "1 line, £50.00 with VAT" },
        ]),
      );
    }));
});

describe("input", () => {
  const CLIENT = "cli_01ARZ3NDEKTSV4RRFFQ69G5FAV";
  const line = { description: "Work", quantity: "1", unitPricePence: 100, vatRate: "standard" };
  const withLine = (over: object) => ({ ...typed(CLIENT), lines: [{ ...line, ...over }] });
  const said = (input: object) =>
    InvoiceCreate.safeParse(input).error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  test.each([
    ["a negative price", withLine({ unitPricePence: -1 }), /unitPricePence must not be negative/],
    ["0.1 + 0.2 pence", withLine({ unitPricePence: 0.1 + 0.2 }), /unitPricePence must be whole pence/],
    ["a huge price", withLine({ unitPricePence: 1e15 }), /unitPricePence must be at most £10,000,000\.00/],
    ["no number at all", withLine({ unitPricePence: Number.NaN }), /unitPricePence/],
    ["a quantity that is a float", withLine({ quantity: 0.1 }), /quantity must be a number in quotes/],
    ["a quantity of 5 decimals", withLine({ quantity: "0.12345" }), /at most 4 decimals/],
    ["a quantity of nothing", withLine({ quantity: "0.0000" }), /must be above 0/],
    ["a negative quantity", withLine({ quantity: "-1" }), /quantity/],
    ["a quantity in exponents", withLine({ quantity: "1e9" }), /quantity/],
    ["a discount above 100 %", withLine({ discountPercent: "100.01" }), /discountPercent must be a percentage/],
    ["an unknown VAT rate", withLine({ vatRate: "17.5" }), /vatRate must be one of standard, reduced/],
    ["an empty description", withLine({ description: "  " }), /description must not be empty/],
    ["a total of its own", { ...typed(CLIENT), totalPence: 1 }, /totalPence/],
    ["euros", { ...typed(CLIENT), currency: "EUR" }, /currency must be GBP/],
    ["no line", { ...typed(CLIENT), lines: [] }, /lines must have at least one line/],
    ["201 lines", { ...typed(CLIENT), lines: Array.from({ length: 201 }, () => line) }, /at most 200 lines; split/],
    ["a day that is none", { ...typed(CLIENT), dueOn: "2026-02-30" }, /dueOn/],
  ])("refuses %s in words", (_, input, words) => {
    expect(said(input)?.join("\n") ?? "accepted").toMatch(words);
  });

  test("refuses more than an invoice can hold, exactly at the bound", () =>
    inFirm(async () => {
      const { id } = await aClient();
      const of = (lines: InvoiceCreateInput["lines"]) => Invoice.create(typed(id, { lines }));
      const most = { description: "All", quantity: "9", unitPricePence: 1_000_000_000, vatRate: "none" as const };
      const rest = { description: "Rest", quantity: "1", unitPricePence: 999_999_999, vatRate: "none" as const };
      expect((await of([most, rest])).totalPence).toBe(9_999_999_999);
      const penny = { description: "A penny", unitPricePence: 1, vatRate: "none" as const };
      expect(await refusal(of([most, rest, penny]))).toMatchObject({ code: "invoice.too-large" });
      const huge = { ...most, quantity: "9999999.9999", vatRate: "standard" as const };
      expect(await refusal(of([huge]))).toMatchObject({ message: expect.stringContaining("£99,999,999.99") });
    }));

  test("refuses a due date before the issue date, a client of nobody, and an archived one; no number is used up", () =>
    inFirm(async () => {
      const client = await aClient();
      expect(await refusal(Invoice.create(typed(client.id, { dueOn: "2026-10-31" })))).toMatchObject({
        code: "invoice.due-before-issue",
        options: { fields: [{ path: "dueOn" }] },
      });
      expect(await refusal(Invoice.create(typed(CLIENT)))).toMatchObject({ code: "client.not-found" });
      const draft = await Invoice.create(typed(client.id));
      await Client.archive(client.id, { version: client.version });
      expect(await refusal(Invoice.create(typed(client.id)))).toMatchObject({ code: "invoice.client-archived" });
      expect(await refusal(Invoice.approve(draft.id, { version: 1 }))).toMatchObject({
        code: "invoice.client-archived",
      });
      expect((await Invoice.create(typed((await aClient()).id))).number).toBe("INV-0002");
    }));
});

describe("the life of an invoice", () => {
  test("approving makes it due, pending for Xero and locked but for what moves no money", () =>
    inFirm(() =>
      at("2026-11-02", async () => {
        const invoice = await approved();
        expect(invoice).toMatchObject({ status: "approved", xeroSyncStatus: "pending", xeroSyncError: null });
        const amended = await Invoice.update(invoice.id, { version: 2, dueOn: "2027-01-15", poNumber: "PO-9" });
        expect(amended).toMatchObject({ version: 3, dueOn: "2027-01-15", poNumber: "PO-9", totalPence: 12_000 });
        const lines = [{ description: "More", unitPricePence: 1, vatRate: "none" as const }];
        expect(await refusal(Invoice.update(invoice.id, { version: 3, lines }))).toMatchObject({
          code: "invoice.cannot-edit",
          message: expect.stringContaining("only its due date, terms, PO number and notes"),
        });
        expect(await refusal(Invoice.approve(invoice.id, { version: 3 }))).toMatchObject({
          code: "invoice.cannot-approve",
        });
        expect(await Invoice.fromId(invoice.id)).toEqual(amended);
      }),
    ));

  test("it is overdue from the day after its due day, in London, without anybody writing that", () =>
    inFirm(async () => {
      const { id } = await at("2026-11-02", () => approved({ dueOn: "2026-12-01" }));
      const statusAt = async (instant: string) =>
        (
          await withClock(
            () => Date.parse(instant),
            () => Invoice.fromId(id),
          )
        ).status;
      expect(await statusAt("2026-12-01T23:59:59Z")).toBe("approved");
      expect(await statusAt("2026-12-02T00:00:00Z")).toBe("overdue");
      await at("2026-12-05", () => Invoice.markSent(id, { version: 2 }));
      expect(await statusAt("2026-12-05T12:00:00Z")).toBe("overdue");
      await at("2026-12-05", () => Invoice.update(id, { version: 3, dueOn: "2027-01-31" }));
      expect(await statusAt("2026-12-05T12:00:00Z")).toBe("sent");
    }));

  test("voiding credits it in full, keeps its number and ends it", () =>
    inFirm(async () => {
      const invoice = await approved();
      const ended = await Invoice.cancel(invoice.id, { version: 2, reason: "Billed twice" });
      expect(ended).toMatchObject({
        number: invoice.number,
        status: "void",
        totalPence: 12_000,
        creditedPence: 12_000,
        duePence: 0,
        voidReason: "Billed twice",
        xeroSyncStatus: "pending",
      });
      for (const attempt of [
        () => Invoice.update(invoice.id, { version: 3, notes: "No" }),
        () => Invoice.approve(invoice.id, { version: 3 }),
        () => Invoice.markSent(invoice.id, { version: 3 }),
        () => Invoice.cancel(invoice.id, { version: 3 }),
      ])
        expect(await refusal(attempt())).toMatchObject({ kind: "conflict", message: expect.stringMatching(/is void/) });
      const draft = await Invoice.create(typed(invoice.clientId));
      expect(await Invoice.cancel(draft.id, { version: 1 })).toMatchObject({ status: "void", xeroSyncStatus: null });
    }));

  test("each step leaves its row on the client's timeline", () =>
    inFirm(async () => {
      const invoice = await approved();
      await Invoice.markSent(invoice.id, { version: 2 });
      await Invoice.cancel(invoice.id, { version: 3 });
      const rows = (await Activity.listForClient(invoice.clientId, FIRST)).items;
      const actions = rows.filter((row) => row.entityId === invoice.id).map((row) => row.action);
      expect(actions.toReversed()).toEqual(["invoice.created", "invoice.approved", "invoice.sent", "invoice.voided"]);
    }));

  test("of ten people who change it at once one wins, and the others see the newer invoice", () =>
    inFirm(async () => {
      const draft = await Invoice.create(typed((await aClient()).id));
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) => Invoice.update(draft.id, { version: 1, notes: `Mine ${n}` })),
      );
      const won = tries.filter((one) => one.status === "fulfilled");
      expect(won).toHaveLength(1);
      const now = await Invoice.fromId(draft.id);
      expect(won[0]?.value).toEqual(now);
      for (const one of tries)
        if (one.status === "rejected")
          expect(one.reason).toMatchObject({
            code: "invoice.version-conflict",
            options: { extra: { current: { id: draft.id, version: 2, notes: now.notes } } },
          });
    }));
});

test("a read never shows the lines of one save with the totals of another", () =>
  inFirm(async () => {
    const draft = await Invoice.create(typed((await aClient()).id));
    const progress = { saving: true };
    const save = async () => {
      for (let n = 1; n <= 12; n += 1) {
        const lines = [{ description: `Save ${n}`, unitPricePence: n, vatRate: "none" as const }];
        await Invoice.update(draft.id, { version: n, lines });
      }
      progress.saving = false;
    };
    const read = async () => {
      while (progress.saving) {
        const { lines, totalPence } = await Invoice.fromId(draft.id);
        expect(lines.reduce((sum, line) => sum + line.netPence + line.vatPence, 0)).toBe(totalPence);
      }
    };
    await Promise.all([save(), read(), read(), read()]);
  }));

describe("who may", () => {
  test("another firm finds nothing, whatever it tries", async () => {
    const { id } = await inFirm(() => approved());
    await inFirm(async () => {
      for (const attempt of [
        () => Invoice.fromId(id),
        () => Invoice.update(id, { version: 2, notes: "Mine" }),
        () => Invoice.approve(id, { version: 2 }),
        () => Invoice.markSent(id, { version: 2 }),
        () => Invoice.cancel(id, { version: 2 }),
      ])
        expect(await refusal(attempt())).toMatchObject({ kind: "not-found", code: "invoice.not-found" });
      expect((await Invoice.list(FIRST)).items).toEqual([]);
    });
  });

  test("a viewer reads and changes nothing", async () => {
    const firm = aFirm();
    const { id, clientId } = await inFirm(() => approved(), firm);
    await inFirm(
      async () => {
        expect((await Invoice.fromId(id)).id).toBe(id);
        for (const attempt of [() => Invoice.create(typed(clientId)), () => Invoice.cancel(id, { version: 2 })])
          expect(await refusal(attempt())).toMatchObject({ kind: "forbidden" });
      },
      { ...firm, role: "viewer" },
    );
  });
});
