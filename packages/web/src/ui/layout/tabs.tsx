import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Views of one record as links, each with its own address. Put `Link`s with `tabStyle` inside. */
export function TabList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="-mx-1 mb-4 flex gap-1 overflow-x-auto border-b border-line px-1">
      {children}
    </nav>
  );
}

export const tabStyle = clsx(
  "-mb-px flex h-9 items-center gap-1.5 rounded-t-sm border-b-2 border-transparent px-2.5 whitespace-nowrap text-muted transition-colors duration-100 hover:text-ink focus-visible:outline-offset-[-2px]",
  "aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink",
);
