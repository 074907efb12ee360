import { expect, test } from "vitest";
import { Email } from "../../email/index.ts";
import { member, someFirm } from "../../firm/testing/firm.ts";
import { withActor } from "../../lib/actor.ts";
import { DAY_MS, withClock } from "../../lib/clock.ts";
import { dueRows } from "../../lib/table/due.ts";
import { Review } from "../../review/index.ts";
import { judged } from "../../review/testing/check.ts";
import { Evidence } from "../index.ts";
import { work } from "../work.ts";

test("those who may set a hold are told once, thirty days before, and not a day earlier; the list says what goes, and when it went", async () => {
  const firm = await someFirm();
  await member(firm.tenantId, "admin");
  await withActor(firm, async () => {
    const [first, second] = [await judged(), await judged()];
    const end = async (clientId: string) => {
      const { version } = await Review.fromClient(clientId);
      return Evidence.endRelationship(clientId, { version, reason: "They moved to another accountant." });
    };
    await Promise.all([end(first), end(second)]);
    const { purgeAt } = await Evidence.fromClient(first);
    const id = first.replace("cli_", "ret_");
    const before = <T>(days: number, fn: () => Promise<T>): Promise<T> =>
      withClock(() => Date.parse(purgeAt ?? "") - days * DAY_MS + 60_000, fn);
    const asWorker = () =>
      withActor({ kind: "system", name: "evidence-worker", tenantId: firm.tenantId }, () => work(id));
    const mails = async () =>
      (await Email.list({ clientId: first, limit: 100 })).items.filter(
        ({ template }) => template === "evidence-notice",
      );
    const listed = async () => (await Evidence.upcoming({ limit: 100 })).items.map(({ clientId }) => clientId);

    await before(31, async () => {
      expect((await dueRows("evidence", 1000)).map((row) => row.id)).not.toContain(id);
      expect(await asWorker()).toBe("not due");
      expect(await listed()).toEqual([]);
    });
    await before(30, async () => {
      expect((await dueRows("evidence", 1000)).map((row) => row.id)).toContain(id);
      expect((await Promise.all([asWorker(), asWorker()])).toSorted()).toEqual(["announced", "not due"]);
      expect(await asWorker()).toBe("not due");
      expect(await mails()).toHaveLength(1);
      expect((await listed()).toSorted()).toEqual([first, second].toSorted());
      const page = await Evidence.upcoming({ limit: 1 });
      expect(page.nextCursor).not.toBeNull();
      expect(await withActor(await someFirm(), () => Evidence.upcoming({ limit: 100 }))).toMatchObject({ items: [] });
    });
    await before(1, async () => expect(await asWorker()).toBe("not due"));
    await before(0, async () => {
      expect(await asWorker()).toBe("purged");
      expect(await listed()).toEqual([second]);
      expect(await mails()).toHaveLength(1);
    });
  });
});
