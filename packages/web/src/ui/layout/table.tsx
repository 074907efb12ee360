import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** A table that scrolls sideways by itself when the window is narrow; the region is reachable by keyboard. */
export function Table({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <section
      aria-label={label}
      // A scrolling region must be reachable without a pointer.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={clsx("relative overflow-x-auto focus-visible:outline-offset-[-2px]", className)}
    >
      <table className="w-full text-left tabular-nums">{children}</table>
    </section>
  );
}

export function Th({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={clsx(
        "h-8 border-b border-line px-3 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<"td">) {
  return <td className={clsx("h-10 px-3 py-1.5 first:pl-4 last:pr-4", className)} {...rest} />;
}
