import type { SyncKind } from "@practice-hub/core/outbox/schema";
import type { Permission } from "@practice-hub/core/lib/permission";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { explain } from "../../lib/request/problem.ts";
import { toastError, toastSuccess } from "../../lib/toast.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { useCan } from "../../lib/account/me.ts";
import { refreshSync, sendNow, type SyncTarget } from "./queries.ts";
import type { Fix } from "./standing.ts";
import { WHERE } from "./where.ts";

const MAY: Record<SyncKind, Permission> = {
  contact: "client:write",
  invoice: "invoice:write",
  payment: "payment:write",
};
const STYLE = buttonStyle({ size: "sm" });

/** The one thing that helps a record along: a link to where it is put right, or a button that tries again. */
export function FixAction({
  fix,
  target,
  url,
  here = false,
  many = false,
}: {
  fix: Fix;
  target: SyncTarget;
  /** Opens the record in Xero. */
  url: string | null;
  /** On the record's own page, where a link to it would lead nowhere. */
  here?: boolean;
  /** It is about more than this record: the page is opened for all of them. */
  many?: boolean;
}) {
  switch (fix.to) {
    case "client":
      return (
        <Link to="/client-hub/clients/$id" params={{ id: target.clientId }} className={STYLE}>
          {fix.label}
        </Link>
      );
    case "invoice": {
      const id = target.kind === "payment" ? target.invoiceId : target.id;
      if (here && target.kind === "invoice") return <SendNow target={target} label="Try again" />;
      return (
        <Link to="/client-hub/invoices/$id" params={{ id }} className={STYLE}>
          {fix.label}
        </Link>
      );
    }
    case "xero":
      return url ? <OpenInXero url={url} button /> : <SendNow target={target} label="Try again" />;
    case "retry":
      return <SendNow target={target} label={fix.label} />;
    case "matching":
      return (
        <Link
          {...WHERE.matching}
          search={many || target.kind !== "contact" ? {} : { client: target.id }}
          className={STYLE}
        >
          {fix.label}
        </Link>
      );
    case "connection":
    case "mapping":
    case "conflicts":
      return (
        <Link {...WHERE[fix.to]} {...(fix.to === "conflicts" && !many ? { hash: target.id } : {})} className={STYLE}>
          {fix.label}
        </Link>
      );
  }
}

/** Xero is another site and keeps its own window. */
export const OpenInXero = ({ url, button = false }: { url: string; button?: boolean }) => (
  <a
    href={url}
    target="_blank"
    rel="noreferrer"
    className={button ? STYLE : "inline-flex min-h-6 items-center gap-1 text-accent-ink underline underline-offset-2"}
  >
    Open in Xero
    <ExternalLink aria-hidden="true" className="size-3.5" />
    <span className="sr-only">(new window)</span>
  </a>
);

function SendNow({ target, label }: { target: SyncTarget; label: string }) {
  const cache = useQueryClient();
  const may = useCan(MAY[target.kind]);
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const send = async () => {
    setBusy(true);
    try {
      const { success, error } = await sendNow(target);
      if (success) toastSuccess("It is in Xero");
      else toastError("It did not go to Xero", error === undefined ? {} : { description: error });
    } catch (error) {
      toastError("It did not go to Xero", { description: explain(error).detail });
    } finally {
      setBusy(false);
      await refreshSync(cache);
    }
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void send()}>
      {label}
    </Button>
  );
}
