import { type ComponentProps, useState } from "react";
import { clsx } from "clsx";
import { Input } from "./input.tsx";

/** A password that can be shown. Pasting and password managers work (WCAG 3.3.8). */
export function Password({ className, ...rest }: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        {...rest}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={clsx("pr-16", className)}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label="Show password"
        className="absolute inset-y-0 right-0 rounded-md px-3 text-xs font-medium text-muted hover:text-ink"
        onClick={() => setShown(!shown)}
      >
        {shown ? "Hide" : "Show"}
      </button>
    </div>
  );
}
