import { Check, Copy as CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";

/** A number or id that a press copies. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : CopyIcon;
  return (
    <button
      type="button"
      className="group inline-flex min-h-6 items-center gap-1 rounded-sm text-muted tabular-nums hover:text-ink"
      aria-label={copied ? `Copied ${what}` : `Copy ${what} ${text}`}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {text}
      <Icon aria-hidden="true" className="size-3 opacity-60 group-hover:opacity-100" />
    </button>
  );
}
