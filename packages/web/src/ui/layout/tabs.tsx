import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * Views of one record as links, each with its own address. Put `Link`s with `tabStyle` inside. On a narrow window the strip scrolls, and
 * begins where the open one can be seen.
 */
export function TabList({ label, children }: { label: string; children: ReactNode }) {
  const strip = useRef<HTMLElement>(null);
  const shown = useRef<Element | null>(null);
  useEffect(() => {
    const open = strip.current?.querySelector("[aria-current=page]") ?? null;
    // Once for each tab: whoever scrolls the strip afterwards is left in peace.
    if (open !== shown.current) open?.scrollIntoView({ block: "nearest", inline: "center" });
    shown.current = open;
  });
  return (
    <nav ref={strip} aria-label={label} className="-mx-1 mb-4 flex gap-1 overflow-x-auto border-b border-line px-1">
      {children}
    </nav>
  );
}

export const tabStyle = clsx(
  "-mb-px flex h-9 items-center gap-1.5 rounded-t-sm border-b-2 border-transparent px-2.5 whitespace-nowrap text-muted transition-colors duration-100 hover:text-ink focus-visible:outline-offset-[-2px]",
  "aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink",
);
