import { CONNECT_FAILURES } from "@practice-hub/core/connection/failure/schema";
import { Link } from "@tanstack/react-router";
import { buttonStyle } from "../../ui/button.tsx";
import { Notice } from "../../ui/status/notice.tsx";
import { AUTHORIZE } from "./queries.ts";
import { ConnectLink } from "./connect-link.tsx";

/** What became of a consent: the browser comes back from Xero with a word in its address (F65). */
export interface Outcome {
  success?: "xero" | undefined;
  error?: string | undefined;
}

const OTHERS: Readonly<Record<string, string>> = {
  "session.required": "Your session ended while you were at Xero, so nothing was connected. Start again.",
  "actor.permission": "Your role cannot connect Xero. Ask an owner or admin of your firm.",
};

const wordsOf = (code: string): string =>
  (CONNECT_FAILURES as Readonly<Record<string, string>>)[code] ??
  OTHERS[code] ??
  "Something went wrong on our side, and nothing was connected. Try again.";

export function ConsentOutcome({ success, error }: Outcome) {
  if (error !== undefined)
    return (
      <Notice
        kind="bad"
        live
        className="mb-4"
        title="Xero was not connected"
        action={error === "actor.permission" ? null : <ConnectLink href={AUTHORIZE}>Try again</ConnectLink>}
      >
        {wordsOf(error)}
      </Notice>
    );
  if (success !== "xero") return null;
  return (
    <Notice
      kind="good"
      live
      className="mb-4"
      title="Xero is connected"
      action={
        <Link to="/client-hub/settings/integrations/xero" className={buttonStyle({ size: "sm" })}>
          Go on to Xero
        </Link>
      }
    >
      Next: say which accounts and tax rates your invoices use, and match your clients with the contacts in Xero.
    </Notice>
  );
}
