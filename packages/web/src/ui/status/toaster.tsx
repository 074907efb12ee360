import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Toaster } from "sonner";
import { useTheme } from "../../lib/theme.ts";

export { toast } from "sonner";

function Themed() {
  const theme = useTheme();
  return (
    <Toaster
      theme={theme}
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--surface)",
          color: "var(--ink)",
          border: "1px solid var(--line-strong)",
          borderRadius: 8,
          boxShadow: "var(--floating)",
          fontFamily: "var(--font-sans)",
          fontSize: "0.8125rem",
        },
        duration: 6000,
      }}
    />
  );
}

let mounted = false;
/** Puts the toasts' live region into the page, once. */
export function mountToaster(): void {
  if (mounted) return;
  mounted = true;
  const host = document.body.appendChild(document.createElement("div"));
  // At once, because a toast sent before the region listens would be lost.
  flushSync(() => createRoot(host).render(<Themed />));
}
