import { expect, test } from "vitest";
import { loseNextPut } from "../testing/lost-answer.ts";
import { VisibleError } from "./error.ts";
import { newId } from "./id.ts";
import { once, settled } from "./idempotency.ts";
import { claimGuard } from "./table/guard.ts";
import { transact } from "./table/transact.ts";

test("a request whose claim was written and not answered is carried out, and not taken for its own repetition", async () => {
  const request = { tenantId: newId("firm"), userId: newId("usr"), key: "k1", fingerprint: "f" };
  loseNextPut();
  let runs = 0;
  const run = () => Promise.resolve({ runs: (runs += 1) });
  expect(await once(request, run)).toEqual({ answer: { runs: 1 }, replayed: false });
  expect(await once(request, run)).toEqual({ answer: { runs: 1 }, replayed: true });
});

test("a request that answers although its own transaction was refused is answered the same again, at once", async () => {
  const request = { tenantId: newId("firm"), userId: newId("usr"), key: "k1", fingerprint: "f" };
  const guard = { tenantId: request.tenantId, kind: "seat", value: "1" };
  const taken = () => new VisibleError("conflict", "seat.taken", "Somebody else was faster.");
  await transact([claimGuard(guard, "other", taken)]);
  const run = () =>
    transact([claimGuard(guard, "mine", taken), ...settled({ owner: "mine" })]).catch(() => ({ owner: "other" }));
  expect(await once(request, run)).toEqual({ answer: { owner: "other" }, replayed: false });
  expect(await once(request, run)).toEqual({ answer: { owner: "other" }, replayed: true });
});
