import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { useField } from "./field.tsx";

/** The look of every text control; 32 px for staff, 44 px (`data-roomy` on an ancestor) for portal and sign-in. */
export const controlStyle =
  "block w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-ink transition-colors duration-100 hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad disabled:bg-sunken disabled:text-muted in-data-roomy:text-base";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  const field = useField();
  return (
    <input
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      className={clsx(controlStyle, "h-8 read-only:bg-sunken in-data-roomy:h-11 in-data-roomy:px-3", className)}
      {...rest}
    />
  );
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  const field = useField();
  return (
    <textarea
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      className={clsx(controlStyle, "min-h-20 py-1.5", className)}
      {...rest}
    />
  );
}

/** The platform's own list: it works with every keyboard, screen reader and thumb. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const field = useField();
  return (
    <select
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      className={clsx(controlStyle, "h-8 cursor-pointer pr-7 in-data-roomy:h-11", className)}
      {...rest}
    >
      {children}
    </select>
  );
}
