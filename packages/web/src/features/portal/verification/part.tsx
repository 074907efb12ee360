import { Link } from "@tanstack/react-router";
import { ArrowRight, FlaskConical } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "../../../ui/button.tsx";
import type { Verification } from "./queries.ts";

/** Said on every page of a check that counts for nothing. */
export function TestMode({ verification }: { verification: Verification }) {
  if (!verification.isTest) return null;
  return (
    <p className="mb-4 inline-flex items-center gap-1.5 rounded-md border border-line bg-sunken px-2 py-1 text-sm text-muted">
      <FlaskConical aria-hidden="true" className="size-4 shrink-0" />
      Test mode: this check proves nothing.
    </p>
  );
}

/** The provider's page, in this tab: it sends the person back here. */
export function GoOn({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={url} className={buttonStyle({ look: "primary", size: "lg", className: "w-full sm:w-auto" })}>
      {children}
      <ArrowRight aria-hidden="true" className="size-4" />
    </a>
  );
}

export function ToCheck({ children, look = "primary" }: { children: ReactNode; look?: "primary" | "secondary" }) {
  return (
    <Link
      to="/client-portal/onboarding/verify"
      className={buttonStyle({ look, size: "lg", className: "w-full sm:w-auto" })}
    >
      {children}
    </Link>
  );
}

export function ToHome({ children = "Back to the start" }: { children?: ReactNode }) {
  return (
    <Link to="/client-portal" className={buttonStyle({ size: "lg", className: "w-full sm:w-auto" })}>
      {children}
    </Link>
  );
}
