/**
 * Single-key shortcuts: `c`, `/`, `?`, and pairs such as `g c`. They never act while a person types or a dialog is
 * open, and can be switched off (WCAG 2.1.4).
 */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { readStored, writeStored } from "./storage.ts";

export interface Shortcut {
  /** `g c` is g, then c within a second. */
  keys: string;
  /** What it does, for the list of shortcuts. */
  label: string;
  run: () => void;
}

const PAIR_MS = 1000;
const active = new Map<string, Shortcut>();
const readers = new Set<() => void>();
let list: readonly Shortcut[] = [];
let enabled = readStored("local", "shortcuts") !== "off";
let first: { key: string; at: number } | null = null;

function changed(): void {
  list = [...active.values()];
  for (const reader of readers) reader();
}
const subscribe = (reader: () => void) => {
  readers.add(reader);
  return () => readers.delete(reader);
};

export const useShortcutList = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => list);
export const useShortcutsEnabled = (): boolean => useSyncExternalStore(subscribe, () => enabled);
export function setShortcutsEnabled(value: boolean): void {
  enabled = value;
  writeStored("local", "shortcuts", value ? null : "off");
  changed();
}

/** Registers shortcuts for as long as the component is shown; the latest `run` is called. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const named = JSON.stringify(shortcuts.map(({ keys, label }) => ({ keys, label })));
  useEffect(() => {
    const own = (JSON.parse(named) as { keys: string; label: string }[]).map(({ keys, label }) => ({
      keys,
      label,
      run: () => latest.current.find((one) => one.keys === keys)?.run(),
    }));
    for (const shortcut of own) active.set(shortcut.keys, shortcut);
    changed();
    return () => {
      for (const shortcut of own) if (active.get(shortcut.keys) === shortcut) active.delete(shortcut.keys);
      changed();
    };
  }, [named]);
}

/** The combination that a key press completes, given the key before it. */
export function resolve(
  key: string,
  before: { key: string; at: number } | null,
  atMs: number,
  known: (keys: string) => boolean,
): string | null {
  if (before && atMs - before.at <= PAIR_MS && known(`${before.key} ${key}`)) return `${before.key} ${key}`;
  return known(key) ? key : null;
}

/** Boxes and circles to tick take no letters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? target.type !== "checkbox" && target.type !== "radio"
    : target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName));
const dialogOpen = () => document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

function onKeyDown(event: KeyboardEvent): void {
  if (!enabled || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (isTyping(event.target) || dialogOpen()) return;
  const keys = resolve(event.key, first, event.timeStamp, (name) => active.has(name));
  first = keys === null && /^[a-z]$/.test(event.key) ? { key: event.key, at: event.timeStamp } : null;
  const shortcut = keys === null ? undefined : active.get(keys);
  if (!shortcut) return;
  // Enter on a link or button already has a meaning.
  if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.closest("a, button")) return;
  event.preventDefault();
  shortcut.run();
}

/** Listens for as long as the component is shown; the shell calls it once. */
export const useShortcutKeys = (): void =>
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
