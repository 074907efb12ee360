import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";

/**
 * A short text that shows on hover and on keyboard focus, stays while the pointer is on its subject, and closes with
 * Esc (WCAG 1.4.13). Fixed to the window, so that no scrolling table cuts it off.
 */
export function Hint({ text, children, focusable = true }: { text: string; children: ReactNode; focusable?: boolean }) {
  const id = useId();
  const subject = useRef<HTMLSpanElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const show = () => {
    const box = subject.current?.getBoundingClientRect();
    if (box)
      setPlace({ left: Math.min(Math.max(box.left + box.width / 2, 90), window.innerWidth - 90), top: box.top - 6 });
  };
  const hide = () => setPlace(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && place) {
      event.stopPropagation();
      hide();
    }
  };
  return (
    // Pointer and focus only show a text; there is nothing to press.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={subject}
      // The exact text must be reachable without a pointer, so the subject takes focus.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={focusable ? 0 : undefined}
      aria-describedby={place ? id : undefined}
      className="rounded-sm"
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={onKeyDown}
    >
      {children}
      {place
        ? createPortal(
            <span
              id={id}
              role="tooltip"
              style={{ left: place.left, top: place.top }}
              className="pointer-events-none fixed z-50 -translate-x-1/2 -translate-y-full rounded-sm bg-ink px-2 py-1 text-xs whitespace-nowrap text-canvas"
            >
              {text}
            </span>,
            document.body,
          )
        : null}
    </span>
  );
}
