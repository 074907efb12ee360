import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { buttonStyle } from "../../ui/button.tsx";
import { Badge } from "../../ui/status/badge.tsx";
import { Meter } from "../../ui/status/meter.tsx";
import { Ago } from "../../ui/status/time.tsx";
import type { Card } from "./queries.ts";
import { DocumentReading } from "./reading.tsx";
import { MODE, SERVICE, STATE } from "./words.ts";

/** One service: what it is for, how it is, and what is missing. State in a word and an icon, never by colour alone. */
export function ServiceCard({ card }: { card: Card }) {
  const { name, purpose } = SERVICE[card.service];
  const { label, tone, icon } = STATE[card.state];
  const planned = card.state === "planned";
  return (
    <li
      className={clsx(
        "flex min-w-0 flex-col gap-3 rounded-lg border border-line p-4",
        planned ? "border-dashed bg-sunken" : "bg-surface",
      )}
    >
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold">{name}</h2>
          <p className="text-muted">{purpose}</p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1">
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
          {card.mode ? <Badge tone={card.mode === "test" ? "accent" : "neutral"}>{MODE[card.mode]}</Badge> : null}
        </div>
      </div>
      {card.organisation ? <p className="font-medium break-words">{card.organisation}</p> : null}
      {card.missing.length > 0 ? (
        <p className="text-muted">
          Your administrator sets
          {card.missing.map((variable) => (
            <code key={variable} className="block font-mono text-xs break-words text-ink">
              {variable}
            </code>
          ))}
        </p>
      ) : null}
      {card.quota ? (
        <Meter label={`Calls, ${card.quota.window}`} used={card.quota.used} limit={card.quota.limit} />
      ) : null}
      {card.service === "gemini" && card.missing.length === 0 ? <DocumentReading /> : null}
      {card.state === "degraded" || card.state === "down" ? <p className="text-muted">{card.detail}</p> : null}
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
        <Since card={card} />
        <More card={card} />
      </div>
    </li>
  );
}

/** Services whose calls leave a trace; of the others nothing is known but that they are set up or answer. */
const REPORTING = new Set<Card["service"]>(["xero", "companiesHouse", "lemverify", "gemini", "resend"]);

function Since({ card }: { card: Card }) {
  if (card.state === "planned") return <span>Not available yet</span>;
  if (card.lastSuccessAt)
    return (
      <span>
        Worked <Ago at={card.lastSuccessAt} />
      </span>
    );
  return <span>{card.missing.length === 0 && REPORTING.has(card.service) ? "Not used yet" : ""}</span>;
}

/** Where a service has a page of its own. */
function More({ card }: { card: Card }) {
  const style = buttonStyle({ size: "sm" });
  if (card.service === "xero")
    return (
      <Link to="/client-hub/settings/integrations/xero" className={style}>
        {card.state === "not-connected" ? "Set up Xero" : "Open Xero"}
      </Link>
    );
  if (card.service === "companiesHouse" && card.missing.length === 0)
    return (
      <Link to="/client-hub/companies-house" className={style}>
        Calls and log
      </Link>
    );
  if (card.service === "resend")
    return (
      <Link to="/client-hub/emails" className={style}>
        Email log
      </Link>
    );
  return null;
}
