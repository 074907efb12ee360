import { clsx } from "clsx";
import type { ReactNode } from "react";
import { useTitle } from "../../lib/title.ts";
import { Brand } from "../../ui/brand.tsx";

/** The frame of every page outside the shell: one column, made for 360 px and thumbs. */
export function AuthFrame({
  title,
  intro,
  children,
  foot,
  error = false,
  brand,
  wide = false,
}: {
  title: string;
  intro?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
  error?: boolean;
  /** The firm's name, on pages for its clients. */ brand?: string | undefined;
  /** For a page that shows a record. */ wide?: boolean;
}) {
  useTitle(title, { error });
  return (
    <div className="flex min-h-dvh flex-col">
      <main
        data-roomy
        className={clsx(
          "mx-auto w-full grow px-4 pt-8 pb-12 text-base",
          wide ? "max-w-2xl sm:pt-16" : "max-w-[25rem] sm:pt-[12vh]",
        )}
      >
        {brand === undefined ? (
          <Brand className="text-sm" />
        ) : (
          <p className="text-sm font-semibold tracking-tight">{brand}</p>
        )}
        <h1 className="mt-8 text-2xl font-semibold tracking-tight">{title}</h1>
        {intro ? <div className="mt-2 text-muted">{intro}</div> : null}
        <div className="mt-6 space-y-5">{children}</div>
        {foot ? <div className="mt-8 border-t border-line pt-4 text-sm text-muted">{foot}</div> : null}
      </main>
    </div>
  );
}

export const linkStyle = "font-medium text-accent-ink underline underline-offset-2 hover:no-underline";
