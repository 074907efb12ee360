import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const KINDS = {
  info: { icon: Info, box: "border-line-strong bg-sunken", mark: "text-muted" },
  good: { icon: CircleCheck, box: "border-good/30 bg-good-soft", mark: "text-good" },
  warn: { icon: TriangleAlert, box: "border-warn/30 bg-warn-soft", mark: "text-warn" },
  bad: { icon: CircleAlert, box: "border-bad/30 bg-bad-soft", mark: "text-bad" },
};

/** A boxed message inside a page. `live` makes a screen reader say it when it appears. */
export function Notice({
  kind = "info",
  title,
  children,
  action,
  live,
  className,
}: {
  kind?: keyof typeof KINDS;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
}) {
  const { icon: Icon, box, mark } = KINDS[kind];
  return (
    <div
      role={live ? (kind === "bad" ? "alert" : "status") : undefined}
      className={clsx("flex gap-2.5 rounded-md border px-3 py-2.5", box, className)}
    >
      <Icon aria-hidden="true" className={clsx("mt-px size-4 shrink-0", mark)} />
      <div className="min-w-0 grow">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? (
          <div className={clsx(title ? "mt-0.5 text-muted" : undefined, "break-words")}>{children}</div>
        ) : null}
        {action ? <div className="mt-2 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
