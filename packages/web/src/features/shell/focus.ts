import { useLocation } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

const itself = (pathname: string): string => pathname;

/**
 * After a change of page the content takes the focus, as it would after a page load: a screen reader tells it, and Tab goes on
 * from there. For `<main tabIndex={-1}>`. Both must stay the same functions: `pageOf` says which paths are one page, `onLeave`
 * is called before.
 */
export function useFocusOnNavigation(pageOf = itself, onLeave?: () => void): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const page = useLocation({ select: ({ pathname }) => pageOf(pathname) });
  const last = useRef(page);
  useEffect(() => {
    if (last.current === page) return;
    last.current = page;
    onLeave?.();
    main.current?.focus({ preventScroll: true });
  }, [page, onLeave]);
  return main;
}
