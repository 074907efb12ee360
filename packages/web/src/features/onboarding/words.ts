import type { CaseStatus, RiskLevel } from "@practice-hub/core/onboarding/schema";
import {
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Fingerprint,
  type LucideIcon,
  PencilLine,
  Scale,
  Send,
  UserCheck,
} from "lucide-react";
import type { Tone } from "../../ui/status/badge.tsx";

/** Each status as a column's heading and a chip. */
export const CASE_WORDS: Record<CaseStatus, { label: string; tone: Tone; icon: LucideIcon }> = {
  not_started: { label: "Not invited", tone: "neutral", icon: CircleDashed },
  pending_questionnaire: { label: "Invited", tone: "accent", icon: Send },
  in_progress: { label: "Answering", tone: "accent", icon: PencilLine },
  pending_verification: { label: "Verifying", tone: "accent", icon: Fingerprint },
  pending_approval: { label: "To review", tone: "warn", icon: Scale },
  pending_second_approval: { label: "Second approval", tone: "warn", icon: UserCheck },
  approved: { label: "Approved", tone: "good", icon: CircleCheck },
  rejected: { label: "Rejected", tone: "bad", icon: CircleX },
  closed: { label: "Closed", tone: "neutral", icon: CircleSlash },
};

export const RISK_WORDS: Record<RiskLevel, { label: string; tone: Tone }> = {
  low: { label: "Low risk", tone: "good" },
  medium: { label: "Medium risk", tone: "warn" },
  high: { label: "High risk", tone: "bad" },
};
