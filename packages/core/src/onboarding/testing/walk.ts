/** For tests of what follows: a case brought as far as a test needs it, by the events of real life. */
import { Client } from "../../client/index.ts";
import { type PortalActor, type ProviderActor, tenantId, withActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import { Onboarding } from "../index.ts";
import type { Checks, RiskAnswers } from "../../case/rule/event.ts";

export const ROSA = { name: "Rosa Rowan", email: "rosa@rowan.example" };
export const ALL_NO: RiskAnswers = { pep: false, highRiskCountry: false, cashIntensive: false };
export const CLEAN: Checks = {
  outcome: "pass",
  document: true,
  face: true,
  liveness: true,
  aml: { pep: false, sanctions: false, watchlist: false, adverseMedia: false },
};

/** A person of the client, in the firm of the actor in force. */
export const rosa = (clientId: string): PortalActor => ({
  kind: "portal",
  tenantId: tenantId(),
  userId: newId("usr"),
  ...ROSA,
  clientIds: [clientId],
});
export const lem = (): ProviderActor => ({ kind: "provider", provider: "lemverify", tenantId: tenantId() });

/** A client that was just taken on, with nothing asked yet. */
export const aClient = async (): Promise<string> =>
  (await Client.create({ type: "sole_trader", name: "Rowan Gardens", contact: ROSA })).id;

/** Invited, answered and submitted, with the check `verificationId` begun. */
export async function submitted(verificationId: string, riskAnswers: RiskAnswers = ALL_NO): Promise<string> {
  const clientId = await aClient();
  await Onboarding.invite(clientId, ROSA, []);
  await withActor(rosa(clientId), async () => {
    await Onboarding.move(clientId, { type: "started" });
    await Onboarding.move(clientId, { type: "submitted", riskAnswers });
    await Onboarding.move(clientId, { type: "verifying", verificationId });
  });
  return clientId;
}

/** What the provider says of a check. */
export const result = (clientId: string, verificationId: string, over: Partial<Checks> = {}) =>
  withActor(lem(), () => Onboarding.move(clientId, { type: "result", verificationId, checks: { ...CLEAN, ...over } }));
