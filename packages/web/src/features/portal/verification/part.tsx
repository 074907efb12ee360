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

/** Nobody has to show their face to a camera. */
export function AnotherWay({ firmName }: { firmName: string }) {
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-medium">
        I cannot use a camera, or do not want my face compared
      </summary>
      <div className="space-y-2 border-t border-line px-4 py-3">
        <p>
          You do not have to, and it changes nothing in how {firmName} treats you. Reply to any email of theirs and ask
          for another way. They can look at your original documents when you meet, or take copies that a solicitor or a
          notary has certified.
        </p>
        <p>
          Somebody may help you with the camera, as long as it is your own face and your own document.{" "}
          <Link to="/client-portal/documents" className="text-accent-ink underline underline-offset-2">
            You can upload copies here
          </Link>
          .
        </p>
      </div>
    </details>
  );
}
