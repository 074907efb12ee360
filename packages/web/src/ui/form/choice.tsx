import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** A tick box with its words; the whole line is the target. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label className={clsx("flex min-h-6 items-start gap-2", className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <span>
        {label}
        {hint ? <span className="block text-xs text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}

/** One of a few, each on its own line with a line of help. Radios, so that arrow keys move. */
export function RadioCard({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label
      className={clsx(
        "flex items-start gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2.5 transition-colors duration-100 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus",
        className,
      )}
    >
      <input type="radio" className="mt-0.5 size-4 shrink-0 accent-accent outline-none" {...rest} />
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {hint ? <span className="block text-xs text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}
