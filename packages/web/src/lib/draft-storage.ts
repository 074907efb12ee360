/** Forgets every draft of this tab: on signing out, the next person must not find them. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
  } catch {
    // Nothing could be stored either.
  }
}
