/** For tests: a client that submitted its answers, its check at the sandbox, and the provider's deliveries as the door hands them over. */
import { createHash } from "node:crypto";
import { tenantId, withActor } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { loadCase, Onboarding } from "../../onboarding/index.ts";
import type { RiskAnswers } from "../../case/rule/event.ts";
import { aClient, ALL_NO, rosa, ROSA } from "../../onboarding/testing/walk.ts";
import { aMoment, scenario, state } from "../../provider/lem-verify/testing/world.ts";
import type { VerificationItem } from "../entity.ts";
import { Kyc } from "../index.ts";
import { work } from "../work.ts";

/** Invited, answered and submitted; no check was begun. */
export async function answered(
  riskAnswers: RiskAnswers = ALL_NO,
  answers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const clientId = await aClient();
  await Onboarding.invite(clientId, ROSA, []);
  await withActor(rosa(clientId), async () => {
    await Onboarding.move(clientId, { type: "started" });
    for (const [key, value] of Object.entries(answers))
      await Onboarding.saveAnswer({ clientId, key, value, version: 0 });
    await Onboarding.move(clientId, { type: "submitted", riskAnswers });
  });
  return clientId;
}

export const asRosa = <T>(clientId: string, fn: () => Promise<T>): Promise<T> => withActor(rosa(clientId), fn);
export const begin = (clientId: string) => asRosa(clientId, () => Kyc.start({ clientId, faceConsent: true }));
export const look = (clientId: string) => asRosa(clientId, () => Kyc.state({ clientId }));
export const statusOf = async (clientId: string) => (await loadCase(clientId)).row.status;

/** The client's newest check. */
export async function checkOf(clientId: string): Promise<VerificationItem> {
  const [check] = await Kyc.fromClient(clientId);
  if (!check) throw new Error("no check was begun");
  return check;
}

/** The person goes through the hosted page; answers the bodies that the provider owes, in their order. */
export async function play(clientId: string, what: string): Promise<string[]> {
  const { providerId = "" } = await checkOf(clientId);
  await scenario({ lem: "finish", check: providerId, play: what, atOnce: true });
  await aMoment();
  return bodies(clientId);
}
export async function bodies(clientId: string): Promise<string[]> {
  const { providerId } = await checkOf(clientId);
  return (await state()).checks.find(({ id }) => id === providerId)?.events.map(({ body }) => body) ?? [];
}

/** One delivery, then what the nudge has done. No firm acts: the worker learns it from the row. */
export async function deliver(body: string) {
  const id = createHash("sha256").update(body).digest("hex");
  const delivery = { id, receivedAt: nowIso(), body: Buffer.from(body) };
  return withActor({ kind: "system", name: "lem-event-worker" }, () => Kyc.receive(delivery));
}
export const worked = async (clientId: string): Promise<string> => {
  const { id } = await checkOf(clientId);
  return withActor({ kind: "system", name: "kyc-worker", tenantId: tenantId() }, () => work(id));
};

/** From the answers to a result of which the product was told. */
export async function checked(what: string, riskAnswers: RiskAnswers = ALL_NO): Promise<string> {
  const clientId = await answered(riskAnswers);
  await begin(clientId);
  for (const body of await play(clientId, what)) await deliver(body);
  await worked(clientId);
  return clientId;
}
