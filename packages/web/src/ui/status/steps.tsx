import { Circle, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Panel } from "../layout/page.tsx";

/** The look of a step that is a link. */
export const stepStyle = "inline-flex min-h-8 items-center underline-offset-3 hover:underline";

export interface Step {
  done: boolean;
  words: ReactNode;
  /** How far it is, beside it. */
  detail?: ReactNode;
}

/** What is to be done first, and how much of it is. Gone once all is done; nothing to dismiss, nothing to pretend. */
export function StepList({ title, id, steps }: { title: string; id: string; steps: readonly Step[] }) {
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Panel
      flush
      title={title}
      id={id}
      actions={
        <span className="text-xs text-muted tabular-nums">
          {done} of {steps.length}
        </span>
      }
    >
      <progress aria-label={`${title}: steps done`} max={steps.length} value={done} className="sr-only" />
      <div aria-hidden="true" className="h-0.5 bg-sunken">
        <div className="h-full bg-accent" style={{ width: `${(done / steps.length) * 100}%` }} />
      </div>
      <ol className="divide-y divide-line">
        {steps.map((step, index) => (
          <li key={index} className="flex min-h-10 flex-wrap items-center gap-x-2.5 px-4">
            {step.done ? (
              <CircleCheck aria-label="Done:" className="size-4 shrink-0 text-good" />
            ) : (
              <Circle aria-label="To do:" className="size-4 shrink-0 text-faint" />
            )}
            {step.words}
            {step.detail ? <span className="ml-auto text-xs text-muted tabular-nums">{step.detail}</span> : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
