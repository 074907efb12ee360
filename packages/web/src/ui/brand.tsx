/** The product's mark and name. */
export function Brand({ className }: { className?: string }) {
  return (
    <span className={className}>
      <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
        <svg viewBox="0 0 32 32" className="size-5 shrink-0" aria-hidden="true">
          <rect width="32" height="32" rx="7" className="fill-accent" />
          <path
            d="M11 24V8h6.2c3.3 0 5.5 2 5.5 5s-2.2 5.1-5.5 5.1h-3V24zm3.2-8.7h2.6c1.6 0 2.6-.8 2.6-2.3s-1-2.2-2.6-2.2h-2.6z"
            className="fill-on-accent"
          />
        </svg>
        Practice Hub
      </span>
    </span>
  );
}
