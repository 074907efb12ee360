/** The words of a proposal's statuses. */
import type { PortalProposalStatus } from "@practice-hub/core/proposal/schema";
import { Ban, CircleCheck, CircleDashed, Clock, Eye, PencilLine, Send } from "lucide-react";
import type { Tone } from "../../ui/status/badge.tsx";

type Status = PortalProposalStatus | "draft";

export const STATUS_WORDS: Record<Status, { label: string; tone: Tone; icon: typeof Ban }> = {
  draft: { label: "Draft", tone: "neutral", icon: CircleDashed },
  revising: { label: "Being revised", tone: "neutral", icon: PencilLine },
  sent: { label: "Sent", tone: "accent", icon: Send },
  viewed: { label: "Viewed", tone: "accent", icon: Eye },
  signed: { label: "Signed", tone: "good", icon: CircleCheck },
  declined: { label: "Declined", tone: "bad", icon: Ban },
  expired: { label: "Expired", tone: "warn", icon: Clock },
};
