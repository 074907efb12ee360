/** For tests: what a provider found, as a row and as the event it caused. */
import { type VerificationItem, VerificationRow } from "../../kyc/index.ts";
import { tenantId } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { transact, write } from "../../lib/table/transact.ts";
import { result, submitted } from "../../onboarding/testing/walk.ts";
import type { Checks, RiskAnswers } from "../../onboarding/index.ts";

type Hit = VerificationItem["hits"][number];

export const aHit = (over: Partial<Hit> = {}): Hit => ({
  id: newId("hit"),
  type: "pep",
  name: "Rosa Rowan",
  detail: "Member of a parliament",
  at: nowIso(),
  ...over,
});

/** A finished check of Rosa Rowan, all in order unless said otherwise. */
export const aCheck = (clientId: string, over: Partial<VerificationItem> = {}): VerificationItem => ({
  tenantId: tenantId(),
  clientId,
  id: newId("kyc"),
  clientName: "Rowan Gardens",
  version: 1,
  wire: "reference",
  mode: "live",
  costPence: 250,
  attempt: 1,
  faceConsent: { by: "usr_rosa", byName: "Rosa Rowan", at: nowIso(), wording: "2026-11" },
  status: "completed",
  outcome: "pass",
  document: { type: "passport", verified: true, number: "123456789", expiryDate: "2031-01-01", issuingCountry: "GBR" },
  face: { passed: true, score: 98.5 },
  liveness: { passed: true, score: 99.2 },
  amlStatus: "clear",
  hits: [],
  person: { given: "ROSA", family: "ROWAN", dateOfBirth: "1985-03-27", address: null },
  events: [],
  filesState: "none",
  files: [],
  refreshTries: 0,
  filesTries: 0,
  createdAt: nowIso(),
  updatedAt: nowIso(),
  completedAt: nowIso(),
  ...over,
});

/** The event that a check causes. */
export const checksFrom = ({ outcome, document, face, liveness, hits }: VerificationItem): Checks => ({
  outcome: outcome ?? "refer",
  document: document?.verified ?? false,
  face: face?.passed ?? false,
  liveness: liveness?.passed ?? false,
  aml: {
    pep: hits.some(({ type }) => type === "pep"),
    sanctions: hits.some(({ type }) => type === "sanctions"),
    watchlist: hits.some(({ type }) => type === "watchlist"),
    adverseMedia: hits.some(({ type }) => type === "adverse-media"),
  },
});

/** Writes a finished check; answers it. */
export async function someCheck(clientId: string, over: Partial<VerificationItem> = {}): Promise<VerificationItem> {
  const row = aCheck(clientId, over);
  await transact([write(VerificationRow.create(row))]);
  return row;
}

/** A case as the provider's result leaves it. */
export async function judged(over: Partial<VerificationItem> = {}, riskAnswers?: RiskAnswers): Promise<string> {
  const id = newId("kyc");
  const clientId = await submitted(id, riskAnswers);
  const row = await someCheck(clientId, { id, ...over });
  await result(clientId, id, checksFrom(row));
  return clientId;
}
