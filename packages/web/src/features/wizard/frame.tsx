import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { clsx } from "clsx";
import { Button } from "../../ui/button.tsx";
import { type Draft, mayShow, type Step, STEPS } from "./draft.ts";

export const STEP_WORDS: Record<Step, string> = {
  type: "Type",
  details: "Registration details",
  people: "People",
  contact: "Contact",
  check: "Check answers",
};

/** Where one is in the wizard; steps already answered are links. */
export function Progress({ draft, step }: { draft: Draft; step: Step }) {
  return (
    <nav aria-label="Steps" className="mb-5">
      <ol className="flex flex-wrap gap-x-1 gap-y-1">
        {STEPS.map((name, index) => {
          const done = draft.done.includes(name);
          const content = (
            <>
              <span
                aria-hidden="true"
                className={clsx(
                  "flex size-4.5 items-center justify-center rounded-full text-2xs font-semibold",
                  name === step ? "bg-accent text-on-accent" : done ? "bg-good-soft text-good" : "bg-sunken text-muted",
                )}
              >
                {done && name !== step ? <Check className="size-3" /> : index + 1}
              </span>
              <span className={clsx(name !== step && "max-sm:sr-only")}>{STEP_WORDS[name]}</span>
              {done && name !== step ? <span className="sr-only">, answered</span> : null}
            </>
          );
          const style = "flex h-7 items-center gap-1.5 rounded-md px-2";
          return (
            <li key={name} className="flex items-center">
              {mayShow(draft, name) && name !== step ? (
                <Link
                  to="/client-hub/clients/new"
                  search={{ step: name }}
                  className={clsx(style, "text-muted hover:bg-hover hover:text-ink")}
                >
                  {content}
                </Link>
              ) : (
                <span
                  aria-current={name === step ? "step" : undefined}
                  className={clsx(style, name === step ? "font-medium" : "text-muted")}
                >
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The buttons that end a step. */
export function StepActions({
  busy,
  label = "Continue",
  onBack,
  children,
}: {
  busy?: boolean;
  label?: string;
  onBack?: (() => void) | undefined;
  children?: ReactNode;
}) {
  return (
    <div className="mt-6 flex flex-wrap items-center gap-2">
      <Button type="submit" look="primary" busy={busy ?? false}>
        {label}
      </Button>
      {onBack ? <Button onClick={onBack}>Back</Button> : null}
      {children}
    </div>
  );
}
