import { useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Check, ChevronsUpDown, Keyboard, LogOut } from "lucide-react";
import { useId, useState } from "react";
import { signOut, switchFirm } from "../../lib/account/auth.ts";
import { forgetDrafts } from "../../lib/draft-storage.ts";
import { explain } from "../../lib/request/problem.ts";
import { setShortcutsEnabled, useShortcutsEnabled } from "../../lib/shortcut.ts";
import { toastError } from "../../lib/toast.ts";
import { Checkbox } from "../../ui/form/choice.tsx";
import { buttonStyle } from "../../ui/button.tsx";
import type { Me } from "../../lib/account/me.ts";
import { ThemeChoice } from "./theme-choice.tsx";

const rowStyle = "flex h-8 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-hover";

/** Who is signed in, and what concerns only them. The browser's own popover: Esc and a press outside close it. */
export function UserMenu({ me, onHelp }: { me: Me; onHelp: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const shortcuts = useShortcutsEnabled();
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      await signOut();
      forgetDrafts();
      await navigate({ to: "/sign-in" });
      cache.clear();
    } catch (error) {
      toastError("You are still signed in", { description: explain(error).detail });
    } finally {
      setLeaving(false);
    }
  };
  return (
    <>
      <button
        type="button"
        popoverTarget={id}

        className={`${buttonStyle({ look: "quiet" })} h-11! w-full justify-start! px-2! text-left`}
      >
        <span
          aria-hidden="true"
          className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-ink"
        >
          {initials(me.user.name)}
        </span>
        <span className="min-w-0 grow">
          <span className="sr-only">Account of </span>
          <span className="block truncate text-ink">{me.user.name}</span>
          <span className="block truncate text-xs font-normal text-muted capitalize">{me.role}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0" />
      </button>
      <div
        id={id}
        popover="auto"
        className="enter fixed inset-auto bottom-16 left-2 m-0 w-72 rounded-md bg-surface p-1 text-ink shadow-floating"
      >
        <p className="truncate px-2 pt-1 pb-2 text-xs text-muted">{me.user.email}</p>
        <div className="border-t border-line py-1">
          <ThemeChoice />
          <div className="px-2 py-1">
            <Checkbox
              label="Single-key shortcuts"
              checked={shortcuts}
              onChange={(event) => setShortcutsEnabled(event.target.checked)}
            />
          </div>
          <button type="button" className={rowStyle} popoverTarget={id} popoverTargetAction="hide" onClick={onHelp}>
            <Keyboard aria-hidden="true" className="size-4 text-muted" />
            Keyboard shortcuts
          </button>
        </div>
        {me.memberships.length > 1 ? <Firms me={me} /> : null}
        <div className="border-t border-line pt-1">
          <button type="button" className={rowStyle} aria-busy={leaving || undefined} onClick={() => void leave()}>
            <LogOut aria-hidden="true" className="size-4 text-muted" />
            Sign out
          </button>
        </div>
      </div>
    </>
  );
}

/** Other firms one works for. The page starts anew, so that nothing of one firm is shown in another. */
function Firms({ me }: { me: Me }) {
  const go = (firmId: string) => {
    switchFirm(firmId).then(
      () => window.location.assign("/client-hub"),
      (error: unknown) => toastError("The firm was not changed", { description: explain(error).detail }),
    );
  };
  return (
    <ul aria-label="Firms" className="border-t border-line py-1">
      {me.memberships.map((firm) => (
        <li key={firm.firmId}>
          <button
            type="button"
            aria-current={firm.firmId === me.firm.id || undefined}
            className={rowStyle}
            onClick={() => go(firm.firmId)}
          >
            <span className="grow truncate">{firm.firmName}</span>
            {firm.firmId === me.firm.id ? <Check aria-hidden="true" className="size-4 text-accent-ink" /> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** `Ada King` → `AK`. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("");
