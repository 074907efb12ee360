import { Notice } from "../../ui/status/notice.tsx";
import type { NextSearch } from "./next.ts";

/** Why a person was brought to sign in, when it is not the first time. */
export function ArrivalNotices({ ended, none, area }: NextSearch & { area: "staff" | "portal" }) {
  if (none) {
    return (
      <Notice
        kind="warn"
        live
        title={area === "staff" ? "This account belongs to no firm" : "This account has no company"}
      >
        {area === "staff"
          ? "Ask an owner or admin of your firm for an invitation, or sign in with another account."
          : "Your access was ended, or the company was archived. Ask your accountant, or sign in with another account."}
      </Notice>
    );
  }
  if (!ended) return null;
  return (
    <Notice live title="Your session ended">
      Sign in again to go on where you were.
      {area === "staff" ? " A client you were adding is kept in this tab." : null}
    </Notice>
  );
}
