import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A small window beside the button that opens it, with something to read and to press. Esc closes and focus returns. */
export function Popover({ trigger, label, children }: { trigger: ReactNode; label: string; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="enter z-50 w-76 max-w-[calc(100vw-1rem)] rounded-md bg-surface p-3 text-sm whitespace-normal shadow-floating focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
