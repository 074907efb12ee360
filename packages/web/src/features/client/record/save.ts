import type { ClientUpdateInput } from "@practice-hub/core/client/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../lib/request/api.ts";
import { hasCode } from "../../../lib/request/problem.ts";
import { clientQuery, type Client, rememberClient } from "../queries.ts";

export type Change = Omit<ClientUpdateInput, "version">;

/** Somebody else was faster: what they saved, and what this person wanted. */
export interface ClientConflict {
  theirs: Client;
  ours: Change;
}

export interface Save {
  /** Rejects with the reason when it was not saved; a conflict opens its dialog and resolves false. */
  save: (change: Change) => Promise<boolean>;
  conflict: ClientConflict | null;
  /** Saves the own change over the newer record. */
  overwrite: () => Promise<void>;
  /** Keeps the newer record. */
  keepTheirs: () => void;
}

/** Saving parts of a record with optimistic concurrency: the version it was read at goes along. */
export function useSave(client: Client): Save {
  const cache = useQueryClient();
  const [conflict, setConflict] = useState<ClientConflict | null>(null);
  const write = async (version: number, change: Change): Promise<boolean> => {
    try {
      const saved = await api("PATCH /api/clients/{id}", { params: { id: client.id }, body: { version, ...change } });
      rememberClient(cache, saved);
      return true;
    } catch (error) {
      if (!hasCode(error, "client.version-conflict")) throw error;
      const theirs =
        (error.failure.document?.["current"] as Client | undefined) ??
        (await api("GET /api/clients/{id}", { params: { id: client.id } }));
      setConflict({ theirs, ours: change });
      return false;
    }
  };
  return {
    save: (change) => write(client.version, change),
    conflict,
    overwrite: async () => {
      if (!conflict) return;
      if (await write(conflict.theirs.version, conflict.ours)) setConflict(null);
    },
    keepTheirs: () => {
      if (conflict) cache.setQueryData(clientQuery(client.id).queryKey, conflict.theirs);
      setConflict(null);
    },
  };
}
