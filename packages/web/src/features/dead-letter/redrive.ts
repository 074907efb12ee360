import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../lib/request/api.ts";

export interface Redriving {
  /** What is being tried again: a queue's name, or all. */
  of: string;
  done: number;
  total: number;
}

/** More rounds than any list needs: a hundred records each. */
const MOST_ROUNDS = 100;

/** Trying many again, a hundred at a time: how far it is, and what stopped it. */
export function useRedrive() {
  const cache = useQueryClient();
  const [running, setRunning] = useState<Redriving | null>(null);
  const [finished, setFinished] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);

  const start = async (of: string, total: number, which: { queue?: string; id?: string }) => {
    setError(null);
    setFinished(null);
    setRunning({ of, done: 0, total });
    let done = 0;
    try {
      for (let round = 0, more = true; more && round < MOST_ROUNDS; round += 1) {
        const answer = await api("POST /api/dead-letters/redrive", { body: which });
        done += answer.redriven;
        ({ more } = answer);
        setRunning({ of, done, total });
      }
      setFinished(done);
    } catch (cause) {
      setError(cause);
    } finally {
      setRunning(null);
      await cache.invalidateQueries({ queryKey: ["dead-letters"] });
    }
  };
  return { start, running, finished, error };
}
