/** Light, dark, or what the system says. `public/theme.js` applies the same choice before the first paint. */
import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "./storage.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const readers = new Set<() => void>();
const systemDark = () => matchMedia("(prefers-color-scheme: dark)");

export function currentTheme(): Theme {
  const stored = readStored("local", "theme");
  return stored === "light" || stored === "dark" ? stored : "system";
}

function apply(): void {
  const theme = currentTheme();
  const dark = theme === "dark" || (theme === "system" && systemDark().matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  for (const reader of readers) reader();
}

export function setTheme(theme: Theme): void {
  writeStored("local", "theme", theme);
  apply();
}

/** Follows the system while the choice is `system`. Call once. */
export const followSystem = (): void => systemDark().addEventListener("change", apply);

export const useTheme = (): Theme =>
  useSyncExternalStore((reader) => {
    readers.add(reader);
    return () => readers.delete(reader);
  }, currentTheme);
