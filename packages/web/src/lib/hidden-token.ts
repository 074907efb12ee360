import { useEffect, useState } from "react";

/**
 * The single-use token of a link, taken out of the address bar as soon as it is read: so it is not in the history, in
 * a screenshot, or sent on as a referrer.
 */
export function useHiddenToken(token: string | undefined): string | undefined {
  const [kept] = useState(token);
  useEffect(() => {
    if (token === undefined) return;
    const address = new URL(window.location.href);
    address.searchParams.delete("token");
    window.history.replaceState(window.history.state, "", address);
  }, [token]);
  return kept;
}
