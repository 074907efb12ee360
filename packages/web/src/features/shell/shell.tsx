import { Outlet, useNavigate } from "@tanstack/react-router";
import { Menu, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useShortcutKeys, useShortcuts } from "../../lib/shortcut.ts";
import { buttonStyle } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Brand } from "../../ui/brand.tsx";
import { useFocusOnNavigation } from "./focus.ts";
import { InFrame } from "./landmark.ts";
import { COMPANIES_HOUSE } from "../../lib/feature.ts";
import { useCan, useMe } from "../../lib/account/me.ts";
import { Navigation } from "./nav.tsx";
import { UserMenu } from "./user-menu.tsx";

const Palette = lazy(() => import("./palette.tsx"));
const ConnectionBanner = lazy(() => import("../integration/banner.tsx"));
const ShortcutHelp = lazy(() => import("./shortcut-help.tsx"));
const NAV_ID = "navigation";

/** The frame of every staff page: navigation, the palette, the keys. */
export function Shell() {
  const me = useMe();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const main = useFocusOnNavigation(recordOf, hideNav);
  useShellKeys(setOpen);
  const close = () => setOpen(null);
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2 focus:shadow-floating"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-canvas px-2 lg:hidden">
        <button
          type="button"
          popoverTarget={NAV_ID}
          className={buttonStyle({ look: "quiet", size: "icon" })}
          aria-label="Open navigation"
        >
          <Menu aria-hidden="true" className="size-4.5" />
        </button>
        <span className="min-w-0 grow truncate font-medium">{me.firm.name}</span>
        <button
          type="button"
          className={buttonStyle({ look: "quiet", size: "icon" })}
          aria-label="Search or jump to"
          onClick={() => setOpen("palette")}
        >
          <Search aria-hidden="true" className="size-4.5" />
        </button>
      </header>
      <aside
        aria-label="Sidebar"
        id={NAV_ID}
        popover="auto"
        className="m-0 h-dvh max-h-none w-64 flex-col gap-3 overflow-y-auto border-r border-line bg-canvas p-2 text-ink backdrop:bg-overlay popover-open:flex max-lg:shadow-floating lg:sticky lg:top-0 lg:flex lg:w-auto"
      >
        <div className="px-2 pt-2 pb-1">
          <Brand />
          <p className="mt-1 truncate text-xs text-muted">{me.firm.name}</p>
        </div>
        <button
          type="button"
          className="flex h-8 shrink-0 items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-faint shadow-raised hover:bg-hover"
          onClick={() => {
            hideNav();
            setOpen("palette");
          }}
        >
          <Search aria-hidden="true" className="size-3.5" />
          <span className="grow text-left">Search or jump to</span>
          <Kbd>{/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K"}</Kbd>
        </button>
        <Navigation />
        <div className="mt-auto">
          <UserMenu me={me} onHelp={() => setOpen("help")} />
        </div>
      </aside>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl min-w-0 px-4 py-5 focus:outline-none lg:px-8 lg:py-6"
      >
        <InFrame value>
          <Suspense>
            <ConnectionBanner />
          </Suspense>
          <Outlet />
        </InFrame>
      </main>
      <Suspense>
        {open === "palette" ? <Palette onClose={close} onHelp={() => setOpen("help")} /> : null}
        {open === "help" ? <ShortcutHelp onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

/** The navigation of a narrow window lies over the page; going somewhere closes it. */
function hideNav(): void {
  const nav = document.getElementById(NAV_ID);
  if (nav?.matches(":popover-open")) nav.hidePopover();
}

/** The tabs of one record are one page: its tab keeps the focus. */
const recordOf = (pathname: string): string => pathname.replace(/(\/clients\/[^/]+|\/integrations\/xero)\/.*/, "$1");

function useShellKeys(setOpen: (what: "palette" | "help") => void): void {
  const navigate = useNavigate();
  const mayWrite = useCan("client:write");
  const mayReview = useCan("kyc:read");
  useShortcutKeys();
  useShortcuts([
    { keys: "g h", label: "Go to Home", run: () => void navigate({ to: "/client-hub" }) },
    { keys: "g c", label: "Go to Clients", run: () => void navigate({ to: "/client-hub/clients" }) },
    ...(mayReview
      ? [{ keys: "g k", label: "Go to Compliance", run: () => void navigate({ to: "/client-hub/compliance" }) }]
      : []),
    { keys: "g i", label: "Go to Invoices", run: () => void navigate({ to: "/client-hub/invoices" }) },
    { keys: "g d", label: "Go to Documents", run: () => void navigate({ to: "/client-hub/documents" }) },
    { keys: "g e", label: "Go to Emails", run: () => void navigate({ to: "/client-hub/emails" }) },
    ...(COMPANIES_HOUSE
      ? [
          {
            keys: "g r",
            label: "Go to Companies House",
            run: () => void navigate({ to: "/client-hub/companies-house" }),
          },
        ]
      : []),
    { keys: "g a", label: "Go to Activity", run: () => void navigate({ to: "/client-hub/activity" }) },
    { keys: "g s", label: "Go to Settings", run: () => void navigate({ to: "/client-hub/settings/team" }) },
    ...(mayWrite
      ? [{ keys: "c", label: "New client", run: () => void navigate({ to: "/client-hub/clients/new" }) }]
      : []),
    { keys: "?", label: "Show these shortcuts", run: () => setOpen("help") },
  ]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen("palette");
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [setOpen]);
}
