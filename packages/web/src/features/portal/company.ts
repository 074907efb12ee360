import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "../../lib/storage.ts";
import { type PortalMe, usePortalMe } from "./me.ts";

const readers = new Set<() => void>();
const KEY = "portal-company";

/** Looks at another company. An id that is none of the person's own is as if they had not chosen. */
export function chooseCompany(id: string): void {
  writeStored("session", KEY, id);
  for (const reader of readers) reader();
}

/** The company the person looks at; the first one until they choose. */
export function useCompany(): { company: PortalMe["clients"][number] | undefined; choose: (id: string) => void } {
  const { clients } = usePortalMe();
  const chosen = useSyncExternalStore(
    (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    () => readStored("session", KEY),
  );
  return {
    company: clients.find((client) => client.id === chosen) ?? clients[0],
    choose: chooseCompany,
  };
}
