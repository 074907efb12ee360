import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { clsx } from "clsx";

/** A button that opens a list of actions. Arrow keys move, typing jumps, Esc closes. */
export function Menu({
  trigger,
  children,
  align = "end",
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="enter z-50 min-w-44 rounded-md bg-surface p-1 shadow-floating"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  icon,
  danger,
  children,
  onSelect,
}: {
  icon?: ReactNode;
  danger?: boolean;
  children: ReactNode;
  onSelect: () => void;
}) {
  return (
    <Radix.Item
      onSelect={onSelect}
      className={clsx(
        "flex h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm outline-none select-none data-highlighted:bg-hover",
        danger ? "text-bad" : "text-ink",
      )}
    >
      {icon}
      {children}
    </Radix.Item>
  );
}
