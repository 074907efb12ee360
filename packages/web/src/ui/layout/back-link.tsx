import { createLink } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronLeft } from "lucide-react";
import type { ComponentProps } from "react";

const LOOKS = {
  /** Above the title of a page of the staff's. */
  small: { link: "mb-1 gap-0.5 text-xs text-muted hover:text-ink", icon: "size-3.5" },
  /** First on a page of the portal's. */
  large: { link: "mb-4 gap-1 text-sm font-medium underline underline-offset-2", icon: "size-4" },
} as const;

interface Props extends ComponentProps<"a"> {
  look?: keyof typeof LOOKS;
}

function Anchor({ look = "small", children, ...anchor }: Props) {
  const { link, icon } = LOOKS[look];
  return (
    <a {...anchor} className={clsx("inline-flex min-h-6 items-center", link)}>
      <ChevronLeft aria-hidden="true" className={icon} />
      {children}
    </a>
  );
}

/** The way back to the page above; takes what a `Link` takes. */
export const BackLink = createLink(Anchor);
