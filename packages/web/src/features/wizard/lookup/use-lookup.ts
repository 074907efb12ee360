import { type CompanyHit, type Company, normaliseCompanyNumber } from "@practice-hub/core/company/schema";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { explain, type RequestFailure } from "../../../lib/request/problem.ts";
import { toastError, toastSuccess } from "../../../lib/toast.ts";

export type Lookup =
  | { state: "idle" }
  | { state: "busy"; what: string }
  | { state: "hits"; query: string; hits: CompanyHit[] }
  | { state: "not-found"; number: string }
  /** The limit is reached: at `untilMs` the look-up is repeated by itself. */
  | { state: "waiting"; text: string; refresh: boolean; untilMs: number }
  | { state: "failed"; text: string; failure: RequestFailure };

/** What to do after a refused look-up. Seconds to wait when the register's limit is reached. */
export function afterRefusal(
  failure: RequestFailure,
): { kind: "wait"; seconds: number } | { kind: "not-found" } | { kind: "by-hand" } {
  if (failure.status === 429) return { kind: "wait", seconds: Math.max(1, failure.retryAfterS ?? 300) };
  if (failure.status === 404) return { kind: "not-found" };
  return { kind: "by-hand" };
}

/** Looks companies up by number, or searches them by name. Toasts are those of F92, word for word. */
export function useLookup(onFound: (company: Company) => void): {
  lookup: Lookup;
  look: (text: string, options?: { refresh?: boolean }) => void;
  cancel: () => void;
} {
  const [lookup, setLookup] = useState<Lookup>({ state: "idle" });
  const running = useRef<AbortController | null>(null);
  const found = useRef(onFound);
  useEffect(() => {
    found.current = onFound;
  });

  const look = useCallback((text: string, { refresh = false }: { refresh?: boolean } = {}) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const number = normaliseCompanyNumber(text);
    setLookup({ state: "busy", what: number ?? text });
    const ask = async () => {
      if (number === null) {
        const { items } = await api("GET /api/companies", { query: { q: text, limit: 20 }, signal: controller.signal });
        setLookup({ state: "hits", query: text, hits: items });
        return;
      }
      const company = await api("GET /api/companies/{number}", {
        params: { number },
        query: refresh ? { refresh: "1" } : {},
        signal: controller.signal,
      });
      setLookup({ state: "idle" });
      toastSuccess("Company details retrieved successfully");
      found.current(company);
    };
    ask().catch((error: unknown) => {
      if (controller.signal.aborted) return;
      const failure = explain(error);
      const next = afterRefusal(failure);
      if (next.kind === "wait") {
        toastError("Too many requests. Please try again in a few minutes.");
        setLookup({ state: "waiting", text, refresh, untilMs: Date.now() + next.seconds * 1000 });
        return;
      }
      toastError("Failed to lookup company");
      setLookup(
        next.kind === "not-found" ? { state: "not-found", number: number ?? text } : { state: "failed", text, failure },
      );
    });
  }, []);

  useEffect(() => {
    if (lookup.state !== "waiting") return;
    const timer = setTimeout(
      () => look(lookup.text, { refresh: lookup.refresh }),
      Math.max(0, lookup.untilMs - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [lookup, look]);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setLookup({ state: "idle" });
  }, []);
  return { lookup, look, cancel };
}
