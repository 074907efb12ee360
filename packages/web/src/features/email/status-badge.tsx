import type { EmailStatus } from "@practice-hub/core/email/schema";
import { CircleAlert, CircleCheck, CircleX, Clock, Flag, Send } from "lucide-react";
import { Badge, type Tone } from "../../ui/status/badge.tsx";

export const EMAIL_WORDS: Record<EmailStatus, { label: string; tone: Tone; icon: typeof Clock }> = {
  queued: { label: "Queued", tone: "neutral", icon: Clock },
  sent: { label: "Sent", tone: "accent", icon: Send },
  delivered: { label: "Delivered", tone: "good", icon: CircleCheck },
  bounced: { label: "Bounced", tone: "bad", icon: CircleX },
  complained: { label: "Reported as spam", tone: "bad", icon: Flag },
  failed: { label: "Not sent", tone: "bad", icon: CircleAlert },
};

export function EmailStatusBadge({ status }: { status: EmailStatus }) {
  const { label, tone, icon } = EMAIL_WORDS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
