/** Small values that survive a reload. Storage may be full or switched off: then they last as long as the page. */
export function readStored(store: "local" | "session", key: string): string | null {
  try {
    return (store === "local" ? localStorage : sessionStorage).getItem(key);
  } catch {
    return null;
  }
}

/** `null` forgets. False when the browser refused to keep it. */
export function writeStored(store: "local" | "session", key: string, value: string | null): boolean {
  try {
    const where = store === "local" ? localStorage : sessionStorage;
    if (value === null) where.removeItem(key);
    else where.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
