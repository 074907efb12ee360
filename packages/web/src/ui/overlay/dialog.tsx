import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { buttonStyle } from "../button.tsx";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** `drawer` slides in from the right and keeps the list in view. */
  as?: "dialog" | "drawer";
  wide?: boolean;
}

/** A modal window: focus is kept inside, Esc closes, focus returns to what opened it. */
export function Dialog({ open, onOpenChange, title, description, children, as = "dialog", wide = false }: DialogProps) {
  // Our dialogs have no trigger of Radix's, which alone it would give the focus back to.
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="late fixed inset-0 z-40 bg-overlay [animation-delay:0ms]" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className={clsx(
            "fixed z-40 flex flex-col bg-surface shadow-floating focus:outline-none",
            as === "dialog"
              ? clsx(
                  "enter inset-x-0 bottom-0 max-h-[92dvh] rounded-t-lg sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[80vh] sm:w-full sm:-translate-x-1/2 sm:rounded-lg",
                  wide ? "sm:max-w-2xl" : "sm:max-w-md",
                )
              : "enter-side inset-y-0 right-0 w-full max-w-xl",
          )}
        >
          <header className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 grow">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description ? <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description> : null}
            </div>
            <Radix.Close aria-label="Close" className={buttonStyle({ look: "quiet", size: "icon-sm" })}>
              <X aria-hidden="true" className="size-4" />
            </Radix.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto px-4 py-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons that ends a dialog's form; the main action comes last, on the right. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="-mx-4 mt-4 -mb-4 flex flex-wrap justify-end gap-2 border-t border-line bg-sunken px-4 py-3 sm:rounded-b-lg">
      {children}
    </div>
  );
}
