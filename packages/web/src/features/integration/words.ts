import { CircleCheck, CircleDashed, CircleDot, CircleX, Clock, Plug, TriangleAlert, Unplug } from "lucide-react";
import type { Tone } from "../../ui/status/badge.tsx";
import type { Card } from "./queries.ts";

export const SERVICE: Record<Card["service"], { name: string; purpose: string }> = {
  xero: { name: "Xero", purpose: "Contacts, invoices and payments in step with your books" },
  companiesHouse: { name: "Companies House", purpose: "Company details, officers and owners" },
  lemverify: { name: "LEM Verify", purpose: "Identity and anti-money-laundering checks" },
  gemini: { name: "Google Gemini", purpose: "Reads identity documents" },
  resend: { name: "Resend", purpose: "Sends your mail" },
  s3: { name: "Document storage", purpose: "Keeps files (S3, Hetzner or MinIO)" },
  auth: { name: "Better Auth", purpose: "Sign-in and sessions" },
  microsoft: { name: "Microsoft", purpose: "Sign-in with a Microsoft account" },
  quickbooks: { name: "QuickBooks", purpose: "Accounting" },
  slack: { name: "Slack", purpose: "Messages to your team" },
};

export const STATE: Record<Card["state"], { label: string; tone: Tone; icon: typeof CircleX }> = {
  ok: { label: "Works", tone: "good", icon: CircleCheck },
  degraded: { label: "Degraded", tone: "warn", icon: TriangleAlert },
  down: { label: "Down", tone: "bad", icon: CircleX },
  configured: { label: "Set up", tone: "neutral", icon: CircleDot },
  unconfigured: { label: "Not set up", tone: "neutral", icon: CircleDashed },
  "not-connected": { label: "Not connected", tone: "neutral", icon: Plug },
  reauth_required: { label: "Connect again", tone: "bad", icon: TriangleAlert },
  disconnected: { label: "Disconnected", tone: "bad", icon: Unplug },
  planned: { label: "Planned", tone: "neutral", icon: Clock },
};

export const MODE = { test: "Test", live: "Live" } as const;
