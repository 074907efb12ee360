import { afterAll, beforeAll, expect, it } from "vitest";
import { bootProduct, Caller, idle, inbox, type OwnProduct } from "./product.ts";

let product: OwnProduct;
beforeAll(async () => {
  product = await bootProduct();
});
afterAll(() => product?.close());

const CLIENTS = 200;
const CALLERS = 8;

interface Kept {
  items: { id: string; name: string; clientCode: string }[];
  nextCursor: string | null;
}

it("loses no acknowledged client, leaves none half-made and sends every invitation exactly once, when killed during 200 creations", async () => {
  const staff = new Caller(product.url);
  await staff.signIn(product.info.demo.staff.email, product.info.demo.staff.password);
  const before = (await inbox(product)).length;
  const acknowledged = new Map<string, string>();
  const invited = new Set<string>();
  let next = 0;
  let killed = false;

  const worker = async () => {
    while (next < CLIENTS && !killed) {
      const n = next++;
      const email = `person-${n}@crash.example`;
      try {
        const created = await staff.post<{ id: string }>("/api/clients", {
          type: "sole_trader",
          name: `Crash Case ${n}`,
          contact: { name: `Person ${n}`, email },
        });
        if (created.status !== 201) continue;
        acknowledged.set(created.data.id, `Crash Case ${n}`);
        const invitation = await staff.post(`/api/clients/${created.data.id}/invitations`, {
          name: `Person ${n}`,
          email,
        });
        if (invitation.status === 201) invited.add(email);
      } catch {
        // The connection died with the process: not acknowledged.
      }
      if (acknowledged.size >= CLIENTS / 2 && !killed) {
        killed = true;
        await product.kill();
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, worker));
  expect(killed).toBe(true);
  await product.restart();

  const found = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: Kept = (
      await staff.get<Kept>(`/api/clients?q=crash&limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`)
    ).data;
    for (const item of page.items) found.set(item.id, item.name);
    cursor = page.nextCursor;
  } while (cursor);
  for (const [id, name] of acknowledged) expect(found.get(id)).toBe(name);

  const codes = new Set<string>();
  for (const id of found.keys()) {
    const record = await staff.get<{ clientCode: string; contact: { email: string } }>(`/api/clients/${id}`);
    expect(record.status).toBe(200);
    expect(record.data.contact.email).toMatch(/@crash\.example$/);
    codes.add(record.data.clientCode);
  }
  expect(codes.size).toBe(found.size);

  // What a kill left on its way is due again at the latest when its lease and the sweep have passed.
  for (let round = 0; round < 3; round += 1) {
    await fetch(`${product.url}/__local/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ advanceMs: 10 * 60_000 }),
    });
    await fetch(`${product.url}/__local/schedules/sweep`, { method: "POST" });
    await idle(product);
  }
  const mails = (await inbox(product))
    .slice(before)
    .flatMap((mail) => mail.to)
    .filter((to) => to.endsWith("@crash.example"));
  expect(new Set(mails).size).toBe(mails.length);
  for (const email of invited) expect(mails).toContain(email);
});
