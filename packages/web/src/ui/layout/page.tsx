import { clsx } from "clsx";
import type { ReactNode } from "react";

/** The head of a page: one h1, a line about it, its actions. */
export function PageHead({
  title,
  children,
  actions,
  above,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
}) {
  return (
    <header className="mb-4">
      {above}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children ? <div className="mt-1 max-w-3xl text-muted">{children}</div> : null}
    </header>
  );
}

/** A bordered part of a page with its own heading. */
export function Panel({
  title,
  actions,
  children,
  className,
  flush = false,
  id,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** The content brings its own padding. */ flush?: boolean;
  id?: string;
}) {
  return (
    <section
      aria-labelledby={title && id ? id : undefined}
      className={clsx("relative min-w-0 rounded-lg border border-line bg-surface", className)}
    >
      {title ? (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-1.5">
          <h2 id={id} className="text-sm font-semibold">
            {title}
          </h2>
          {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={flush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}

/** Facts as a list of terms. */
export function Facts({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <dl className={clsx("divide-y divide-line", className)}>{children}</dl>;
}

export function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(7rem,2fr)_5fr] gap-3 px-4 py-2">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
