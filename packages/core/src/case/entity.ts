import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { number, required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import type { AskedOtherWay, CaseResult, Decision, More, Proposed, RiskAnswers, Said } from "./rule/event.ts";
import { CASE_STATUSES, type RiskLevel } from "./rule/status.ts";

/** The case of taking one client on, beside its client. Access patterns: docs/data-model/onboarding.md. */
export const CaseRow = new Entity(
  {
    model: { service: "practice-hub", entity: "case", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      /** `onb_…` */
      id: required,
      /** Shown in lists, so that a page of them is one request. */
      clientName: required,
      status: { type: CASE_STATUSES, required: true },
      since: required,
      /** Counts every change: the condition of the next. */
      version: number,
      targetOn: required,
      assignedTo: text,
      invitedAt: text,
      inviteeName: text,
      inviteeEmail: text,
      startedAt: text,
      submittedAt: text,
      verificationId: text,
      attempts: number,
      result: { type: CustomAttributeType<CaseResult>("any") },
      riskAnswers: { type: CustomAttributeType<RiskAnswers>("any") },
      /** `1`, `2`, `3` for high, medium, low: as rated, or as suggested until then (rule/due.ts). */
      riskKey: required,
      risk: { type: CustomAttributeType<Said & { level: RiskLevel }>("any") },
      reviewDueOn: text,
      more: { type: CustomAttributeType<More>("any") },
      otherWay: { type: CustomAttributeType<AskedOtherWay>("any") },
      proposed: { type: CustomAttributeType<Proposed>("any") },
      decision: { type: CustomAttributeType<Decision>("any") },
      alertAt: text,
      flaggedAt: text,
      reopenedAt: text,
      welcomedAt: text,
      review: number,
      reminders: number,
      remindedAt: text,
      relationshipEndedAt: text,
      legalHold: { type: CustomAttributeType<Said>("any") },
      createdAt: required,
      updatedAt: required,
      /** The due index, written by hand because it comes and goes (rule/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
    },
    indexes: {
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "onboarding"),
      byStatus: indexKeys("gsi1", "t#${tenantId}#onboarding#${status}", "${since}#${clientId}"),
      byRisk: indexKeys("gsi3", "t#${tenantId}#onboarding#${status}", "${riskKey}#${since}#${clientId}"),
    },
  } as const,
  electro,
);
export type CaseItem = EntityItem<typeof CaseRow>;
