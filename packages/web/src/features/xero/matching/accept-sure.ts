import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, type Output } from "../../../lib/request/api.ts";
import { explain, hasCode, type RequestFailure } from "../../../lib/request/problem.ts";
import { sureOf } from "./choice.ts";
import { matchCountsQuery, matchPages } from "./query.ts";

export interface Progress {
  /** How many were not linked when it began. */
  total: number;
  looked: number;
  linked: number;
  /** Xero's limit is reached: it goes on by itself then. */
  waitsUntilMs: number | null;
}

const DEFAULT_WAIT_S = 15;
/** In a row; then somebody is told. */
const MAX_WAITS = 10;

/**
 * Goes through all clients that are not linked, page by page, and links those of which Xero leaves no doubt. What is done
 * is done whenever it stops: a page costs a handful of calls, and each page is kept before the next is read.
 */
export function useAcceptSure() {
  const cache = useQueryClient();
  const stop = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async (total: number) => {
    const control = new AbortController();
    stop.current = control;
    setDone(null);
    setFailure(null);
    const at: Progress = { total, looked: 0, linked: 0, waitsUntilMs: null };
    const show = (change: Partial<Progress>) => setProgress({ ...Object.assign(at, change) });
    show({});
    try {
      let cursor: string | null = "";
      while (cursor !== null && !control.signal.aborted) {
        const query: { cursor: string } = { cursor };
        const page: Output<"GET /api/integrations/xero/matching"> = await patiently(control.signal, show, () =>
          api("GET /api/integrations/xero/matching", { query, signal: control.signal }),
        );
        const decisions = sureOf(page.items);
        if (decisions.length > 0) {
          const { decided } = await patiently(control.signal, show, () =>
            api("POST /api/integrations/xero/matching", { body: { decisions } }),
          );
          show({ linked: at.linked + decided });
        }
        show({ looked: at.looked + page.items.length });
        cursor = page.nextCursor;
      }
      setDone(at.linked);
    } catch (error) {
      if (control.signal.aborted) setDone(at.linked);
      else setFailure(explain(error));
    } finally {
      setProgress(null);
      await Promise.all([
        cache.invalidateQueries({ queryKey: matchCountsQuery.queryKey }),
        cache.invalidateQueries({ queryKey: matchPages }),
      ]);
    }
  };
  return { start: (total: number) => void start(total), stop: () => stop.current?.abort(), progress, done, failure };
}

/** Waits when Xero takes no more calls, and goes on. */
async function patiently<T>(
  signal: AbortSignal,
  show: (change: Partial<Progress>) => void,
  ask: () => Promise<T>,
): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!hasCode(error, "xero.limit") || waits >= MAX_WAITS) throw error;
      const waitMs = (error.failure.retryAfterS ?? DEFAULT_WAIT_S) * 1000;
      show({ waitsUntilMs: Date.now() + waitMs });
      await pause(waitMs, signal);
      show({ waitsUntilMs: null });
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
